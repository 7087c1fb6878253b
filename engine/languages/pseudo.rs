//! A language that nobody speaks, made by machine out of the French file: letters with accents, four tenths longer, in
//! brackets, every variable kept. It goes the whole way of a language, from a file through the build to
//! what is loaded, and is never shipped: what is still plain French or English beside it was not said by a language file.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

#[path = "compile.rs"]
pub mod compile;

/// The sentences of French, made strange: a text without a letter, such as a mark, stays as it is.
pub fn strange(text: &str) -> String {
    let mut said = String::new();
    let mut gap = false;
    let (mut letters, mut rest) = (0, 0);
    for it in text.chars() {
        gap = (gap || it == '{') && it != '}';
        letters += usize::from(!gap && it.is_alphabetic());
        rest += usize::from(!gap);
        let plain = match it {
            'a' | 'à' | 'â' => 'ä',
            'e' | 'é' | 'è' | 'ê' => 'ë',
            'i' | 'î' => 'ï',
            'o' | 'ô' => 'ö',
            'u' | 'ù' | 'û' => 'ü',
            'y' => 'ÿ',
            'A' | 'À' => 'Ä',
            'E' | 'É' | 'È' => 'Ë',
            'I' => 'Ï',
            'O' => 'Ö',
            'U' => 'Ü',
            other => other,
        };
        said.push(if gap { it } else { plain });
    }
    if letters == 0 { text.to_owned() } else { format!("⟦{said}{}⟧", "~".repeat(rest * 2 / 5)) }
}

/// A language file, line by line, with every text of its rooms made strange.
pub fn file(french: &str) -> String {
    let mut own = true;
    let mut lines = Vec::new();
    for line in french.lines() {
        own = if line.starts_with('[') { line == "[language]" } else { own };
        match line.split_once(" = \"") {
            Some((key, text)) if !own => {
                lines.push(format!("{key} = \"{}\"", strange(text.strip_suffix('"').unwrap_or(text))));
            }
            // Its elision, written otherwise than in French.
            Some(_) | None => lines.push(line.replace("\"de \"", "\"dë \"")),
        }
    }
    lines.join("\n")
}

/// An empty folder of its own.
pub fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("palier-{name}-{}", process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// What the build writes for it, beside French, under the name of French.
pub fn built(french: &str, name: &str) -> Vec<u8> {
    let folder = folder(name);
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file can be written");
    put("fr.toml", french);
    put("zz.toml", &file(french));
    compile::compile(&folder, "engine", Path::new(&folder)).expect("the strange language says the same things");
    let text = fs::read_to_string(folder.join("palier-zz.txt")).expect("the build wrote it");
    fs::remove_dir_all(&folder).expect("a folder can be removed");
    let (head, rest) = text.split_once('\n').expect("a head");
    format!("{}fr\n{rest}", head.strip_suffix("zz").expect("its code")).into_bytes()
}
