//! What Trunk compiles. Everything is in the library, so that tests can link it.

#[cfg(target_arch = "wasm32")]
fn main() {
    palier::start();
}

/// Outside a browser: the first screen as HTML, in the language that is named by its code.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use palier_engine::lang::Tongue;
    use palier_formulary::{File, Files};

    let tongue = Tongue::named(&std::env::args().nth(1).unwrap_or_default());
    let mut files = Files::default();
    files.take(File::Language(tongue).bytes().to_vec()).expect("a file of this book");
    let book = palier::state::book::Book::opening(files.opening().expect("a language was taken"));
    println!("{}", palier::shell::first_screen(book, tongue));
}
