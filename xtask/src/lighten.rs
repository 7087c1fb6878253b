//! The files of a built page without what only people read: scripts and style sheets lose their comments and indents, and
//! the module and its script call one another by short names.

use std::fs;
use std::path::{Path, PathBuf};

/// Lightens a page that was just built.
///
/// # Errors
/// A file that cannot be read or written, or that is not written as expected.
pub fn lighten(dist: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let all: Vec<PathBuf> = fs::read_dir(dist)?.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
    let module = all.iter().find(|it| ends(it, "_bg.wasm")).ok_or("the page has no module")?;
    let mut wasm = fs::read(module)?;
    let names = shorten(&mut wasm)?;
    fs::write(module, wasm)?;
    let glue = module.to_string_lossy().replace("_bg.wasm", ".js");
    for path in all.iter().filter(|it| ends(it, ".js") || ends(it, ".css")) {
        let mut text = bare(&fs::read_to_string(path)?).map_err(|why| format!("{}: {why}", path.display()))?;
        if path.as_os_str() == glue.as_str() {
            text = renamed(&text, &names)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

fn ends(path: &Path, with: &str) -> bool {
    path.to_string_lossy().ends_with(with)
}

/// A script or a style sheet without its blank lines, its indents, and the comments that begin a line.
///
/// # Errors
/// A text between back-quotes goes on over a line: its indents and its slashes would be part of it.
fn bare(text: &str) -> Result<String, String> {
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines() {
        let mut rest = line.trim();
        while in_comment || rest.starts_with("/*") {
            let end = rest.find("*/");
            in_comment = end.is_none();
            rest = end.map_or("", |end| rest[end + 2..].trim_start());
            if in_comment {
                break;
            }
        }
        if rest.is_empty() || rest.starts_with("//") {
            continue;
        }
        if rest.matches('`').count() % 2 == 1 {
            return Err(format!("a text goes on over a line: {line}"));
        }
        kept.push_str(rest);
        kept.push('\n');
    }
    Ok(kept)
}

/// The script with the short names of what it gives to the module.
fn renamed(script: &str, names: &[(String, String)]) -> Result<String, String> {
    let mut script = script.to_owned();
    for (long, short) in names {
        // Each is given once, as the name of a field.
        let (given, shorter) = (format!("\n{long}: "), format!("\n{short}: "));
        if script.matches(&given).count() != 1 || script.matches(long).count() != 1 {
            return Err(format!("the script does not give `{long}` once"));
        }
        script = script.replacen(&given, &shorter, 1);
    }
    Ok(script)
}

/// Names of imports.
const IMPORTS: u8 = 2;

/// The kind of an import that is a function.
const FUNCTION: u8 = 0;

/// What a module of WebAssembly begins with.
const HEAD: usize = 8;

/// Gives each function that a module imports a short name; what each was called, and is called now.
fn shorten(wasm: &mut Vec<u8>) -> Result<Vec<(String, String)>, &'static str> {
    let mut read = Bytes { all: &*wasm, at: HEAD };
    while read.at < read.all.len() {
        let begins = read.at;
        let section = read.byte()?;
        let length = read.number()?;
        let end = read.at + length;
        if section != IMPORTS {
            read.at = end;
            continue;
        }
        let mut names = Vec::new();
        let count = read.number()?;
        let mut imports = number(count);
        for place in 0..count {
            let module = read.text()?;
            let long = String::from_utf8(read.text()?.to_vec()).map_err(|_| "a name is no text")?;
            let short = short(place);
            if read.byte()? != FUNCTION {
                return Err("the module imports what is no function");
            }
            let kind = read.number()?;
            for text in [module, short.as_bytes()] {
                imports.extend(number(text.len()));
                imports.extend(text);
            }
            imports.push(FUNCTION);
            imports.extend(number(kind));
            names.push((long, short));
        }
        let section = [vec![IMPORTS], number(imports.len()), imports].concat();
        wasm.splice(begins..end, section);
        return Ok(names);
    }
    Err("the module imports nothing")
}

/// The shortest names, one after the other: `a` to `z`, then `aa`.
fn short(place: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(place % 26).unwrap_or_default());
    let before = (place / 26).checked_sub(1).map(short).unwrap_or_default();
    format!("{before}{letter}")
}

/// A number as modules write it, seven bits at a time.
fn number(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        bytes.push(if number == 0 { low } else { low | 0x80 });
        if number == 0 {
            return bytes;
        }
    }
}

/// The bytes of a module, as they are read.
struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Result<u8, &'static str> {
        let byte = self.all.get(self.at).copied();
        self.at += 1;
        byte.ok_or("the module ends early")
    }

    fn number(&mut self) -> Result<usize, &'static str> {
        let mut number = 0;
        for place in 0..5 {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err("a number of the module is too long")
    }

    fn text(&mut self) -> Result<&'a [u8], &'static str> {
        let length = self.number()?;
        let text = self.all.get(self.at..self.at + length);
        self.at += length;
        text.ok_or("the module ends early")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports two functions of `m`, and holds a section of one byte behind.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let import = |name: &str| [&[1, b'm', name.len() as u8], name.as_bytes(), &[FUNCTION, 0]].concat();
        let imports = [vec![2], names.map(import).concat()].concat();
        [b"\0asm\x01\0\0\0".to_vec(), vec![IMPORTS, imports.len() as u8], imports, vec![3, 1, 0]].concat()
    }

    #[test]
    fn a_module_imports_by_short_names_and_is_otherwise_the_same() {
        let mut wasm = module(["__wbg_focus_1f", "__wbg_blur_2e"]);
        let names = shorten(&mut wasm).expect("a module");
        assert_eq!(wasm, module(["a", "b"]));
        let script = "import {\n__wbg_blur_2e: () => 1,\n__wbg_focus_1f: () => 2,\n}";
        assert_eq!(renamed(script, &names).as_deref(), Ok("import {\nb: () => 1,\na: () => 2,\n}"));
        assert!(renamed("__wbg_focus_1f()", &names).is_err(), "called by its long name");
    }

    #[test]
    fn what_is_cut_short_is_no_module() {
        let whole = module(["one", "two"]);
        for end in HEAD..whole.len() - 3 {
            assert!(shorten(&mut whole[..end].to_vec()).is_err(), "{end}");
        }
    }

    #[test]
    fn no_two_names_are_the_same() {
        let names: std::collections::BTreeSet<String> = (0..2000).map(short).collect();
        assert_eq!((names.len(), short(25).as_str(), short(26).as_str()), (2000, "z", "aa"));
    }

    #[test]
    fn comments_and_indents_go_and_what_is_run_stays() {
        let text = "/* head */ .a {\n  color: red; /* why */\n}\n\n// a line\n/**\n * more\n */\n  a(\"// no\");\n";
        assert_eq!(bare(text).as_deref(), Ok(".a {\ncolor: red; /* why */\n}\na(\"// no\");\n"));
        assert!(bare("a(`one\n  two`)").is_err());
    }
}
