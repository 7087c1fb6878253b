//! Reads the language files, checks them against one another, and writes what the program is built with: the names of the
//! sentences as Rust, and the sentences of each language as lines.
//!
//! Used by build scripts and tests. A sentence missing in a language, a variable that another
//! language does not have, a plural form too few or too many is a fault, with its file and its key.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// The plural forms that languages have, by the names of the Unicode rules. Each has `other`.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What stands before the sentences of a language: its plural rule, whose numbers it spells, and its elision.
const SETTINGS: usize = 5;

/// How many variables a sentence may have: they stand in it as the control characters from 1 on.
const MOST_VARIABLES: usize = 8;

/// Between the plural forms of one sentence.
const BETWEEN_FORMS: char = '\u{1f}';

/// What a sentence is given.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Variable {
    name: String,
    /// A number that is written in figures, and not a text.
    count: bool,
}

/// A sentence, in one language.
#[derive(Clone, Debug)]
struct Sentence {
    /// Each with its plural form; one without a form is the whole of it.
    forms: Vec<(String, String)>,
    variables: Vec<Variable>,
}

impl Sentence {
    fn plural(&self) -> bool {
        self.forms.len() > 1 || self.forms.iter().any(|(form, _)| !form.is_empty())
    }
}

/// One language file, read.
#[derive(Debug)]
struct LanguageFile {
    code: String,
    name: String,
    settings: [String; SETTINGS],
    /// By room and key.
    sentences: BTreeMap<(String, String), Sentence>,
}

/// Every language, checked against the first.
#[derive(Debug)]
struct LanguageFiles(Vec<LanguageFile>);

/// Compiles the languages of a folder for a crate: the engine, which holds them and names its own sentences, or the
/// page, which names its own.
///
/// # Errors
/// All that is wrong, each with its file.
pub fn compile(folder: &Path, for_crate: &str, out: &Path) -> Result<(), Vec<String>> {
    let languages = read(folder)?;
    let mut files = match for_crate {
        "page" => {
            let named = languages.says(|room| room.starts_with("page."), "palier_engine::lang", Some("page.texts"));
            vec![("says.rs".to_owned(), named)]
        }
        _ => {
            let named = languages.says(|room| !room.starts_with("page."), "crate::lang", None);
            vec![("says.rs".to_owned(), named), ("tongues.rs".to_owned(), languages.tongues())]
        }
    };
    files.extend(languages.files().into_iter().map(|(code, lines)| (format!("palier-{code}.txt"), lines)));
    for (name, text) in files {
        fs::write(out.join(&name), text).map_err(|why| vec![format!("{name}: {why}")])?;
    }
    Ok(())
}

/// Reads every `*.toml` of a folder. French comes first, as the book's own language.
fn read(folder: &Path) -> Result<LanguageFiles, Vec<String>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .map_err(|why| vec![format!("{}: {why}", folder.display())])?
        .filter_map(|entry| entry.ok().map(|it| it.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort_by_key(|path| (path.file_stem().is_none_or(|it| it != "fr"), path.clone()));
    let mut faults = Vec::new();
    let mut languages = Vec::new();
    for path in &files {
        let code = path.file_stem().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        let text = fs::read_to_string(path).unwrap_or_default();
        match text.parse::<Table>() {
            Ok(table) => languages.push(language(code, &table, &mut faults)),
            Err(why) => faults.push(format!("{code}.toml: {why}")),
        }
    }
    if let [first, others @ ..] = languages.as_slice() {
        for other in others {
            compare(first, other, &mut faults);
        }
    }
    if faults.is_empty() { Ok(LanguageFiles(languages)) } else { Err(faults) }
}

fn language(code: String, table: &Table, faults: &mut Vec<String>) -> LanguageFile {
    let mut fault = |what: String| faults.push(format!("{code}.toml: {what}"));
    let own = table.get("language").and_then(Value::as_table).cloned().unwrap_or_default();
    let text_of = |name: &str| own.get(name).and_then(Value::as_str).map(str::to_owned);
    let (forms, rule) = plural_rule(&own).unwrap_or_else(|why| {
        fault(format!("language.plural: {why}"));
        Default::default()
    });
    let elision = |part: &str| {
        let it = own.get("de").and_then(Value::as_table).and_then(|it| it.get(part)).and_then(Value::as_str);
        it.unwrap_or_default().to_owned()
    };
    let settings =
        [rule, text_of("numerals").unwrap_or_default(), elision("before"), elision("elided"), elision("plain")];
    let name = text_of("name").unwrap_or_default();
    if name.is_empty() || settings[1].is_empty() {
        fault("language: a `name` and `numerals` are needed".to_owned());
    }
    let mut sentences = BTreeMap::new();
    for (room, entries) in rooms(table) {
        for (key, value) in entries {
            for (key, texts) in leaves(key, value) {
                let mut it = Sentence { forms: Vec::new(), variables: Vec::new() };
                for (form, text) in texts {
                    match variables(&text, &mut it.variables) {
                        Ok(()) => it.forms.push((form, text)),
                        Err(why) => fault(format!("{room}.{key}: {why}")),
                    }
                }
                if it.plural() {
                    it.forms.sort_by_key(|(form, _)| FORMS.iter().position(|it| it == form));
                    let found: Vec<&str> = it.forms.iter().map(|(form, _)| form.as_str()).collect();
                    if found != forms_of(&forms) {
                        fault(format!("{room}.{key}: has the forms {found:?}, and needs {:?}", forms_of(&forms)));
                    }
                    if it.variables.iter().any(|it| it.count != (it.name == "count")) {
                        fault(format!(
                            "{room}.{key}: the number that a plural goes by is `{{#count}}`, and the only one"
                        ));
                    }
                }
                if key.matches('.').count() > 1 {
                    fault(format!("{room}.{key}: is a case of a case"));
                }
                sentences.insert((room.clone(), key), it);
            }
        }
    }
    for it in sentences.values_mut() {
        // A plural is given its number, whether it writes it or not.
        if it.plural() && !it.variables.iter().any(|it| it.count) {
            it.variables.push(Variable { name: "count".to_owned(), count: true });
        }
        it.variables.sort_by(|a, b| a.name.cmp(&b.name));
    }
    LanguageFile { code, name, settings, sentences }
}

/// Every table of sentences by its name, those of the page by `page.` and theirs.
fn rooms(table: &Table) -> Vec<(String, &Table)> {
    let mut rooms = Vec::new();
    for (room, value) in table.iter().filter(|(room, _)| *room != "language") {
        let Some(entries) = value.as_table() else { continue };
        if room == "page" {
            rooms.extend(entries.iter().filter_map(|(it, value)| Some((format!("page.{it}"), value.as_table()?))));
        } else {
            rooms.push((room.clone(), entries));
        }
    }
    rooms
}

fn forms_of(forms: &[String]) -> Vec<&str> {
    forms.iter().map(String::as_str).chain(["other"]).collect()
}

/// The sentences under a key, each with its forms: the key itself, or one for each case below it.
fn leaves(key: &str, value: &Value) -> Vec<(String, Vec<(String, String)>)> {
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    match value.as_table() {
        Some(below) if below.keys().all(|it| FORMS.contains(&it.as_str())) => {
            vec![(key.to_owned(), below.iter().map(|(form, it)| (form.clone(), text(it))).collect())]
        }
        Some(below) => below.iter().flat_map(|(case, it)| leaves(&format!("{key}.{case}"), it)).collect(),
        None => vec![(key.to_owned(), vec![(String::new(), text(value))])],
    }
}

/// Finds the variables of a text: `{name}`, `{#number}`, `{de name}`.
fn variables(text: &str, found: &mut Vec<Variable>) -> Result<(), String> {
    if text.is_empty() {
        return Err("has no text".to_owned());
    }
    if text.contains(char::is_control) {
        return Err("holds a control character".to_owned());
    }
    for piece in text.split('{').skip(1) {
        let (gap, after) = piece.split_once('}').ok_or("a brace is not closed")?;
        if after.contains('}') {
            return Err("a brace is not opened".to_owned());
        }
        let (count, name) = match gap.strip_prefix('#') {
            Some(name) => (true, name),
            None => (false, gap.strip_prefix("de ").unwrap_or(gap)),
        };
        if name.is_empty() || !name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_') {
            return Err(format!("`{{{gap}}}` is no variable"));
        }
        match found.iter().find(|it| it.name == name) {
            Some(it) if it.count != count => return Err(format!("`{name}` is a number here and a text there")),
            Some(_) => {}
            None => found.push(Variable { name: name.to_owned(), count }),
        }
    }
    if text.split('{').next().is_some_and(|it| it.contains('}')) {
        return Err("a brace is not opened".to_owned());
    }
    if found.len() > MOST_VARIABLES { Err(format!("has more than {MOST_VARIABLES} variables")) } else { Ok(()) }
}

/// The forms of a language but `other`, in order, and what a number must be to take each: for each
/// condition the divisor (0: the number itself), whether it is denied, the least and the most.
fn plural_rule(own: &Table) -> Result<(Vec<String>, String), String> {
    let rules =
        own.get("plural").and_then(Value::as_table).ok_or("a rule is needed, `{}` where one form does for all")?;
    if let Some(unknown) = rules.keys().find(|it| !FORMS[..5].contains(&it.as_str())) {
        return Err(format!("`{unknown}` is no form that has a rule"));
    }
    let mut forms = Vec::new();
    let mut written = Vec::new();
    for form in &FORMS[..5] {
        let Some(rule) = rules.get(*form) else { continue };
        let rule = rule.as_str().ok_or("a rule is a text")?;
        let conditions: Result<Vec<String>, String> = rule.split(" and ").map(condition).collect();
        forms.push((*form).to_owned());
        written.push(conditions?.join(" "));
    }
    Ok((forms, written.join(";")))
}

/// `n = 1`, `n % 10 = 2..4`, `n % 100 != 12..14`.
fn condition(text: &str) -> Result<String, String> {
    let unread = || format!("`{text}` is no condition such as `n % 10 = 2..4`");
    let (denied, (left, right)) = match text.split_once(" != ") {
        Some(sides) => (1, sides),
        None => (0, text.split_once(" = ").ok_or_else(unread)?),
    };
    let number = |it: &str| it.parse::<u64>().map_err(|_| unread());
    let divisor = match left.strip_prefix("n % ") {
        Some(it) => number(it)?,
        None if left == "n" => 0,
        None => return Err(unread()),
    };
    let (least, most) = right.split_once("..").unwrap_or((right, right));
    Ok(format!("{divisor} {denied} {} {}", number(least)?, number(most)?))
}

/// That two languages say the same things.
fn compare(first: &LanguageFile, other: &LanguageFile, faults: &mut Vec<String>) {
    for (key, it) in &first.sentences {
        let place = format!("{}.toml: {}.{}", other.code, key.0, key.1);
        match other.sentences.get(key) {
            None => faults.push(format!("{place}: is missing")),
            Some(there) if there.plural() != it.plural() => {
                faults.push(format!("{place}: has plural forms in one language and not in the other"));
            }
            Some(there) if there.variables != it.variables => {
                let names = |it: &Sentence| it.variables.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
                faults.push(format!("{place}: is given {:?}, and needs {:?}", names(there), names(it)));
            }
            Some(_) => {}
        }
    }
    for (room, key) in other.sentences.keys().filter(|it| !first.sentences.contains_key(*it)) {
        faults.push(format!("{}.toml: {room}.{key}: is not in {}.toml", other.code, first.code));
    }
}

/// A sentence as the program holds it: each variable is one control character.
fn line(it: &Sentence) -> String {
    let forms: Vec<String> = it.forms.iter().map(|(_, text)| coded(text, &it.variables)).collect();
    forms.join(&BETWEEN_FORMS.to_string())
}

fn coded(text: &str, variables: &[Variable]) -> String {
    let mut coded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        let name = gap.trim_start_matches('#');
        let bare = name.strip_prefix("de ").unwrap_or(name);
        let place = variables.iter().position(|it| it.name == bare).unwrap_or_default();
        coded.push_str(before);
        coded.push(char::from((if bare == name { 1 } else { 0x11 }) + place as u8));
        rest = after;
    }
    coded + rest
}

impl LanguageFiles {
    /// All that a language says, as lines: its settings, then its sentences in the order of their keys.
    fn lines(language: &LanguageFile) -> Vec<String> {
        language.settings.iter().cloned().chain(language.sentences.values().map(line)).collect()
    }

    /// A number that changes with the keys, their order, their variables and their forms.
    fn fingerprint(&self) -> String {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |text: &str| {
            for byte in text.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        for ((room, key), it) in &self.0[0].sentences {
            add(room);
            add(key);
            it.variables.iter().for_each(|it| add(&it.name));
        }
        format!("{hash:016x}")
    }

    /// Each language by its code, as the file that a page fetches.
    fn files(&self) -> Vec<(&str, String)> {
        let head = |it: &LanguageFile| format!("palier {} {}\n", self.fingerprint(), it.code);
        self.0.iter().map(|it| (it.code.as_str(), head(it) + &Self::lines(it).join("\n"))).collect()
    }

    /// The languages themselves, as Rust.
    fn tongues(&self) -> String {
        let mut rust = String::new();
        let capital = |code: &str| code[..1].to_uppercase() + &code[1..];
        rust += "/// A language, as a request names it.\n\
                 #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]\n\
                 #[cfg_attr(feature = \"schema\", derive(schemars::JsonSchema))]\n\
                 #[serde(rename_all = \"kebab-case\")]\n\
                 pub enum Tongue {\n";
        for (at, it) in self.0.iter().enumerate() {
            let default = if at == 0 { "#[default]" } else { "" };
            let _ = writeln!(rust, "/// {}.\n{default} {},", it.name, capital(&it.code));
        }
        let arms = |value: &dyn Fn(&LanguageFile) -> String| -> String {
            self.0.iter().map(|it| format!("Self::{} => {:?},\n", capital(&it.code), value(it))).collect()
        };
        let all: Vec<String> = self.0.iter().map(|it| format!("Self::{}", capital(&it.code))).collect();
        let _ = writeln!(
            rust,
            "}}\n\nimpl Tongue {{\n\
             /// Each of them, the book's own first.\npub const ALL: [Self; {}] = [{}];\n\n\
             /// Its code: `fr`.\n#[must_use]\npub const fn code(self) -> &'static str {{ match self {{ {} }} }}\n\n\
             /// Its own name: `Français`.\n#[must_use]\npub const fn name(self) -> &'static str {{ match self {{ {} }} }}\n}}\n",
            all.len(),
            all.join(", "),
            arms(&|it| it.code.clone()),
            arms(&|it| it.name.clone()),
        );
        let fields: String = self.0.iter().map(|it| format!("/// {}.\npub {}: String,\n", it.name, it.code)).collect();
        let of: String =
            self.0.iter().map(|it| format!("Tongue::{} => &self.{},\n", capital(&it.code), it.code)).collect();
        let same: String = self.0.iter().map(|it| format!("{}: text.to_owned(),\n", it.code)).collect();
        let _ = writeln!(
            rust,
            "/// A text in each language; all are mandatory. One that was not read yet is empty.\n\
             #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]\n\
             #[cfg_attr(feature = \"schema\", derive(schemars::JsonSchema))]\n\
             #[serde(deny_unknown_fields)]\npub struct Text {{\n{fields}}}\n\n\
             impl Text {{\n/// The text in a language of the book.\n#[must_use]\n\
             pub fn of(&self, tongue: Tongue) -> &str {{ match tongue {{ {of} }} }}\n\n\
             /// The same in every language.\n#[must_use]\n\
             pub fn same(text: &str) -> Self {{ Self {{ {same} }} }}\n}}\n",
        );
        let count = SETTINGS + self.0[0].sentences.len();
        let _ = writeln!(rust, "const FINGERPRINT: &str = {:?};\nconst LINES: usize = {count};", self.fingerprint());
        for it in &self.0 {
            let _ = writeln!(
                rust,
                "static {}: Language = Language {{ tongue: Tongue::{}, lines: &{:?} }};",
                it.code.to_uppercase(),
                capital(&it.code),
                Self::lines(it)
            );
        }
        let statics: Vec<String> = self.0.iter().map(|it| format!("Lang(&{})", it.code.to_uppercase())).collect();
        let _ = writeln!(rust, "impl Lang {{");
        for it in &self.0 {
            let code = it.code.to_uppercase();
            let _ = writeln!(rust, "/// {}, built in.\npub const {code}: Self = Self(&{code});", it.name);
        }
        let _ = writeln!(rust, "}}\nconst BUILT_IN: Languages = Languages([{}]);", statics.join(", "));
        rust
    }

    /// The names of the sentences of some rooms, as Rust: one type for each that has variables. `lang` is the path of
    /// the module that knows languages; the texts of `texts` that stand alone become methods of `Words`.
    fn says(&self, of_room: impl Fn(&str) -> bool, lang: &str, texts: Option<&str>) -> String {
        let mut modules: BTreeMap<&str, String> = BTreeMap::new();
        for (at, ((room, key), it)) in self.0[0].sentences.iter().enumerate() {
            if of_room(room) {
                let (module, name) = key.rsplit_once('.').unwrap_or(("", key));
                *modules.entry(module).or_default() += &item(SETTINGS + at, name, it);
            }
        }
        let mut rust = String::new();
        for (module, items) in modules {
            let (mut open, mut close) = (String::new(), String::new());
            for name in module.split('.').filter(|it| !it.is_empty()) {
                let _ = writeln!(open, "pub(crate) mod {name} {{");
                close.push_str("}\n");
            }
            rust += &format!("{open}use {lang}::*;\n{items}{close}");
        }
        if let Some(texts) = texts {
            let keys = self.0[0].sentences.iter().filter(|((room, _), _)| room == texts);
            let keys: Vec<(&str, &str)> = keys.map(|((_, key), it)| (key.as_str(), it.forms[0].1.as_str())).collect();
            rust += "impl super::Words {\n";
            for (key, said) in &keys {
                let _ = writeln!(
                    rust,
                    "/// « {said} »\n#[must_use]\npub(crate) fn {key}(self) -> &'static str {{ {key}.of(self.0) }}"
                );
            }
            rust += "}\n";
        }
        rust
    }
}

/// One sentence, as Rust.
fn item(number: usize, name: &str, it: &Sentence) -> String {
    let said: Vec<&str> = it.forms.iter().map(|(_, text)| text.as_str()).collect();
    let doc = format!("/// « {} »\n", said.join(" », « "));
    let bare = it.forms.iter().all(|(_, text)| !text.contains('{'));
    match (bare, it.plural()) {
        (true, false) => format!("{doc}pub(crate) const {name}: Name = Name::new({number});\n"),
        (true, true) => format!("{doc}pub(crate) const {name}: Plural = Plural::new({number});\n"),
        (false, plural) => {
            let texts = it.variables.iter().any(|it| !it.count);
            let (generic, elided) = if texts { ("<'a>", "<'_>") } else { ("", "") };
            let field =
                |it: &Variable| format!("pub(crate) {}: {},\n", it.name, if it.count { "i64" } else { "&'a str" });
            let fields: String = it.variables.iter().map(field).collect();
            let arg = |it: &Variable| format!("Arg::{}(self.{})", if it.count { "Count" } else { "Text" }, it.name);
            let args: Vec<String> = it.variables.iter().map(arg).collect();
            let (args, count) = (args.join(", "), if plural { "self.count" } else { "0" });
            format!(
                "{doc}pub(crate) struct {name}{generic} {{\n{fields}}}\n\
                 impl {name}{elided} {{\npub(crate) fn say(self, lang: Lang) -> String {{ lang.say({number}, {count}, &[{args}]) }}\n}}\n"
            )
        }
    }
}
