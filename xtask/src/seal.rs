//! The digests of the files of a built page, written where browsers compare them.
//!
//! `boot.js` learns the name and the digest of each file it loads; `index.html`, those of each file
//! it names. A browser that meets other bytes uses none of them. `refuse.js`, which holds nothing but
//! words, is not compared: it must run where browsers compare nothing, such as from a disk.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use palier_engine::lang::Tongue;
use palier_formulary::File;
use sha2::{Digest, Sha384};

/// The line of `boot.js` in whose place the names and digests are written.
const PLACE: &str = "const FILES = {};";

/// How a browser is told which bytes to expect: SHA-384, in base64.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

/// The beginning of a digest, for a name that changes with its content.
#[must_use]
pub fn short(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().take(8).map(|it| format!("{it:02x}")).collect()
}

/// Seals a page that was just built.
///
/// # Errors
/// A file that cannot be read or written, one that is missing, or one that nothing would compare.
pub fn seal(dist: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let names = names(dist)?;
    let one = |begins: &str, ends: &str| {
        let mut found = names.iter().filter(|it| it.starts_with(begins) && it.ends_with(ends));
        match (found.next(), found.next()) {
            (Some(name), None) => Ok(name.clone()),
            _ => Err(format!("the page has not exactly one file {begins}…{ends}")),
        }
    };
    let mut loaded = vec![
        ("element".to_owned(), one("dose-planner", ".js")?),
        ("glue".to_owned(), one("palier-", ".js")?),
        ("module".to_owned(), one("palier-", "_bg.wasm")?),
        ("style".to_owned(), one("palier", ".css")?),
    ];
    loaded.extend(File::ALL.map(|it| (place(it), it.name())));
    for tongue in Tongue::ALL {
        let code = tongue.code();
        loaded.push((format!("shells.{code}"), one(&format!("shell-{code}-"), ".html")?));
    }
    let [boot, refuse, index] = ["boot.js", "refuse.js", "index.html"];
    let known = loaded.iter().map(|(_, name)| name.as_str()).chain([boot, refuse, index]);
    let known: BTreeSet<&str> = known.collect();
    if let Some(stray) = names.iter().find(|it| !known.contains(it.as_str())) {
        return Err(format!("{stray} is in the page, and nothing would compare it").into());
    }

    let digest = |name: &str| fs::read(dist.join(name)).map(|it| integrity(&it));
    let mut files = String::from("const FILES = { languages: {}, texts: {}, shells: {} };\n");
    for (what, name) in &loaded {
        writeln!(files, "FILES.{what} = {{ name: \"{name}\", integrity: \"{}\" }};", digest(name)?)?;
    }
    rewrite(&dist.join(boot), |text| {
        let written = text.replacen(PLACE, &files, 1);
        if written == text { Err(format!("{boot} has no line `{PLACE}`")) } else { Ok(written) }
    })?;

    let mut digests = Vec::new();
    for name in names.iter().filter(|it| ![index, refuse].contains(&it.as_str())) {
        digests.push((name.clone(), digest(name)?));
    }
    rewrite(&dist.join(index), |text| Ok(with_digests(&text, &digests)))
}

/// Where `boot.js` finds a file of the book.
fn place(file: File) -> String {
    match file {
        File::Appendix => "appendix".to_owned(),
        File::Language(tongue) => format!("languages.{}", tongue.code()),
        File::Texts(tongue) => format!("texts.{}", tongue.code()),
    }
}

/// An HTML page whose links and scripts name the digest of the file they name.
fn with_digests(html: &str, digests: &[(String, String)]) -> String {
    let mut html = html.to_owned();
    for (name, digest) in digests {
        for attribute in [" href", " src"] {
            for folder in ["", "./"] {
                let named = format!("{attribute}=\"{folder}{name}\"");
                html = html.replace(&named, &format!("{named} integrity=\"{digest}\""));
            }
        }
    }
    html
}

/// The files of a folder and of those in it, by their paths.
fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                names.insert(name.to_string_lossy().into_owned());
            }
        }
    }
    Ok(names)
}

/// Writes a file anew.
pub fn rewrite(
    path: &Path,
    change: impl FnOnce(String) -> Result<String, String>,
) -> Result<(), Box<dyn std::error::Error>> {
    let text = fs::read_to_string(path)?;
    Ok(fs::write(path, change(text)?)?)
}

/// Base64 with padding, as RFC 4648 §4 has it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * at) & 63];
            text.push(if at > three.len() { '=' } else { letter.into() });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_test_vectors_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    /// The example of the W3C recommendation *Subresource Integrity*, §3.1.
    #[test]
    fn a_digest_is_written_as_browsers_read_it() {
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(integrity(b"alert('Hello, world.');"), expected);
    }

    #[test]
    fn each_link_and_script_names_its_digest_and_nothing_else_does() {
        let digests = [("a.js".to_owned(), "sha384-A".to_owned())];
        let html = r#"<link href="./a.js"><script src="a.js" data-js="./a.js"></script><link href="b.js">"#;
        let sealed = r#"<link href="./a.js" integrity="sha384-A"><script src="a.js" integrity="sha384-A" data-js="./a.js"></script><link href="b.js">"#;
        assert_eq!(with_digests(html, &digests), sealed);
    }
}
