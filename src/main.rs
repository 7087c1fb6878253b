//! What Trunk compiles. Everything is in the library, so that tests can link it.

fn main() {
    palier::start();
}
