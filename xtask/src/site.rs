//! A static file server for localhost, with the headers Palier promises to live under.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// No inline script or style, no eval, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
    form-action 'none'";

/// A folder and the port on which it is served.
pub struct Site {
    listener: TcpListener,
    root: Arc<Path>,
}

impl Site {
    /// Takes `port`, or the next one that is free. Zero takes any.
    pub fn open(root: &Path, port: u16) -> std::io::Result<Self> {
        let mut bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        for next in (1..100).filter_map(|it| port.checked_add(it)) {
            if bound.is_ok() {
                break;
            }
            bound = TcpListener::bind((Ipv4Addr::LOCALHOST, next));
        }
        Ok(Self { listener: bound?, root: root.into() })
    }

    /// Where a browser finds it.
    pub fn address(&self) -> String {
        let port = self.listener.local_addr().map_or(0, |it| it.port());
        format!("http://localhost:{port}/")
    }

    /// Serves for as long as the process lives.
    pub fn serve(self) {
        for stream in self.listener.incoming().flatten() {
            let root = Arc::clone(&self.root);
            // A browser that goes away in the middle of an answer is no news.
            thread::spawn(move || answer(stream, &root).ok());
        }
    }
}

fn answer(mut stream: TcpStream, root: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let file = find(root, target);
    let body = file.as_deref().and_then(|it| fs::read(it).ok());
    let (status, kind, body) = match (method, body) {
        ("GET" | "HEAD", Some(body)) => ("200 OK", kind(file.as_deref()), body),
        ("GET" | "HEAD", None) => ("404 Not Found", "text/plain", b"not found\n".to_vec()),
        _ => ("405 Method Not Allowed", "text/plain", b"only GET\n".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len(),
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file that a request names, never one outside of `root`.
fn find(root: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = Path::new(path);
    if !path.components().all(|it| matches!(it, Component::Normal(_))) {
        return None;
    }
    let file = root.join(path);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn kind(file: Option<&Path>) -> &'static str {
    match file.and_then(Path::extension).and_then(|it| it.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_never_leaves_the_folder() {
        let root = Path::new("/dist");
        for target in ["/../secret", "/a/../../secret", "//etc/passwd", "secret", ""] {
            assert_eq!(find(root, target), None, "{target}");
        }
    }

    #[test]
    fn a_query_does_not_change_which_file_is_meant() {
        assert_eq!(find(Path::new("/dist"), "/boot.js?x=1"), Some("/dist/boot.js".into()));
    }

    #[test]
    fn a_taken_port_gives_the_next_one() {
        let first = Site::open(Path::new("."), 0).expect("some port is free");
        let taken = first.listener.local_addr().expect("it is bound").port();
        let second = Site::open(Path::new("."), taken).expect("another port is free");
        assert_ne!(first.address(), second.address());
    }
}
