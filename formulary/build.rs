//! Compiles `data/*.toml` and the tables of `data/thesaurus` into two compact resources, after checking every line of it with the
//! engine's own constructors. What cannot be read stops the build, naming file and line; what
//! contradicts something else, naming list, id and fault.

use std::path::Path;
use std::{env, fs};

use palier_engine::formulary::{Chapter, Formulary};

#[path = "src/checksum.rs"]
mod checksum;
mod thesaurus;

fn main() {
    println!("cargo::rerun-if-changed=data");
    let mut files: Vec<_> = fs::read_dir("data")
        .expect("formulary/data exists")
        .map(|entry| entry.expect("formulary/data can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    let mut faults = Vec::new();
    let mut chapters = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).expect("a chapter can be read");
        match toml::from_str::<Chapter>(&text) {
            Ok(mut chapter) => {
                chapter.file = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
                chapters.push(chapter);
            }
            Err(why) => faults.push(format!("{}: {why}", path.display())),
        }
    }
    match thesaurus::chapter(Path::new("data/thesaurus")).expect("the tables of the thesaurus can be read") {
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
    let (opening, appendix) = formulary.without_appendix();
    let opening = postcard::to_allocvec(&opening).expect("a checked formulary can be written");
    let appendix = postcard::to_allocvec(&appendix).expect("its appendix can be written");
    let out = env::var_os("OUT_DIR").expect("cargo names OUT_DIR");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(Path::new(&out).join(name), bytes).expect("OUT_DIR can be written");
    };
    write("checksum.rs", format!("{:#x}", checksum::checksum(&appendix)).as_bytes());
    write("opening.postcard", &opening);
    write("appendix.postcard", &appendix);
}
