//! Compiles the files of `data` and the tables of `data/pairs/thesaurus` into the files that a
//! page reads, after checking every line of it with the engine's own constructors. What cannot be read stops the build,
//! naming file, line and place; so does a text that a language lacks, or whose French has changed; what
//! contradicts something else, naming file, list, id and fault.

use std::path::{Path, PathBuf};
use std::{env, fs};

use palier_engine::book::formulary::Formulary;
use palier_engine::lang::{Languages, Tongue};

#[path = "src/columns/write.rs"]
mod columns;
mod reading;
mod thesaurus;

fn main() {
    println!("cargo::rerun-if-changed=data");
    let book = reading::Written::of(Path::new("data")).expect("formulary/data can be read").read();
    let mut faults = book.all_faults();
    let mut chapters = book.chapters;
    match thesaurus::chapter(Path::new("data/pairs/thesaurus")).expect("the tables of the thesaurus can be read") {
        Ok(chapter) => chapters.push(chapter),
        Err(wrong) => faults.extend(wrong),
    }
    let formulary = match Formulary::bind(chapters) {
        Ok(formulary) => Some(formulary),
        Err(errors) => {
            faults.extend(errors.iter().map(ToString::to_string));
            None
        }
    };
    let Some(formulary) = formulary.filter(|_| faults.is_empty()) else {
        for fault in &faults {
            eprintln!("{fault}");
        }
        panic!("the formulary does not hold: {} fault(s) above", faults.len());
    };
    write_files(formulary);
}

/// Writes the opening, the files that a page fetches, and what [`File`] knows of them.
fn write_files(formulary: Formulary) {
    let (opening, appendix) = formulary.parted();
    let opening = columns::Columns::of(&opening).expect("a checked formulary can be written");
    let appendix = columns::Columns::of(&appendix).expect("its appendix can be written");
    let mut files = vec![("Appendix".to_owned(), "appendix".to_owned(), appendix.joined())];
    for (place, tongue) in Tongue::ALL.into_iter().enumerate() {
        let sentences = Languages::built_in().lang(tongue).file();
        let language = [sentences.as_bytes(), b"\0", &opening.texts[place]].concat();
        let code = tongue.code();
        files.push((format!("Language(Tongue::{tongue:?})"), code.to_owned(), language));
        files.push((format!("Texts(Tongue::{tongue:?})"), format!("{code}-texts"), appendix.texts[place].clone()));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names OUT_DIR"));
    let write = |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
    let (mut all, mut sums, mut bytes) = (String::new(), String::new(), String::new());
    for (file, name, content) in &files {
        all += &format!("Self::{file}, ");
        sums += &format!("Self::{file} => {:#x},\n", reading::checksum::checksum(content));
        bytes += &format!("Self::{file} => include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.columns\")),\n");
        write(&format!("{name}.columns"), content);
    }
    let rust = format!(
        "impl File {{\n/// Each of them.\npub const ALL: [Self; {}] = [{all}];\n\n\
         /// Fingerprint of its bytes.\nconst fn sum(self) -> u64 {{ match self {{ {sums} }} }}\n\n\
         /// Its bytes, to be put beside a page. What never calls this does not carry them.\n#[must_use]\n\
         pub fn bytes(self) -> &'static [u8] {{ match self {{ {bytes} }} }}\n}}\n",
        files.len(),
    );
    write("files.rs", rust.as_bytes());
    write("opening.columns", &opening.joined());
}
