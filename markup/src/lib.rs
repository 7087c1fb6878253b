//! `html!` as Yew has it, written out another way: what never changes in some markup is one text, its template, and only
//! what fills the template is code. Yew's own macro writes code for every element and every attribute.
//!
//! The room `markup` of the page reads templates and draws them.

use proc_macro::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};

/// The marks of a template, as the room `markup` of the page reads them.
mod marks {
    pub const ELEMENT: char = '\u{1}';
    pub const VALUE: char = '\u{2}';
    pub const CHECKED: char = '\u{3}';
    pub const REFERENCE: char = '\u{4}';
    pub const KEY: char = '\u{5}';
    pub const ATTRIBUTE: char = '\u{6}';
    pub const GIVEN: char = '\u{7}';
    pub const FILLED: char = '\u{8}';
    pub const SWITCH: char = '\u{e}';
    pub const LISTENER: char = '\u{f}';
    pub const CHILD: char = '\u{10}';
    pub const TEXT: char = '\u{11}';
    pub const LIST: char = '\u{12}';
    pub const END: char = '\u{13}';
}

/// Attributes that are there or are not, without a value.
const SWITCHES: [&str; 8] = ["autofocus", "disabled", "hidden", "inert", "multiple", "open", "readonly", "selected"];

/// Markup: an element, `<>…</>`, a component, `{…}`, `if` or `for`.
#[proc_macro]
pub fn html(markup: TokenStream) -> TokenStream {
    let mut reader = Reader::of(markup);
    let drawn = reader.children().and_then(|children| match reader.tokens.get(reader.at) {
        Some(rest) => Err(Fault::at(rest.span(), "this closes nothing")),
        None => Ok(Template::of(children).drawn()),
    });
    drawn.unwrap_or_else(|Fault(what, place)| {
        let error = tokens(&format!("::std::compile_error!({what:?})"));
        let placed = error.into_iter().map(|mut it| {
            it.set_span(place);
            it
        });
        placed.collect()
    })
}

/// What is wrong with some markup, and where.
struct Fault(&'static str, Span);

impl Fault {
    fn at(place: Span, what: &'static str) -> Self {
        Self(what, place)
    }
}

fn tokens(code: &str) -> TokenStream {
    code.parse().expect("this file writes Rust")
}

fn group(delimiter: Delimiter, inside: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(delimiter, inside)).into()
}

/// A name that what is written inside markup cannot meet.
fn own(name: &str) -> TokenStream {
    TokenTree::from(Ident::new(name, Span::mixed_site())).into()
}

fn called(function: &str, with: TokenStream) -> TokenStream {
    let mut call = tokens(function);
    call.extend(group(Delimiter::Parenthesis, with));
    call
}

/// A call of a method of what fills a template.
fn filled(method: &str, with: TokenStream) -> TokenStream {
    let mut call = own("fills");
    call.extend(called(&format!(".{method}"), with));
    call.extend(tokens(";"));
    call
}

/// What stands beside others in markup.
enum Child {
    /// What a template holds.
    Markup(Template),
    /// The code that fills one.
    Code(TokenStream),
    /// A text that never changes.
    Text(Literal),
}

/// A template as it is written.
#[derive(Default)]
struct Template {
    /// What it says, for `concat!`.
    text: TokenStream,
    /// The end of that, which is no literal yet.
    end: String,
    /// What fills it, in the order of its marks.
    fills: TokenStream,
}

impl Template {
    fn of(children: Vec<Child>) -> Self {
        let mut template = Self::default();
        children.into_iter().for_each(|it| template.child(it));
        template
    }

    /// Of children that stay one list, however many they are.
    fn list(children: Vec<Child>) -> Self {
        let mut list = Self::default();
        list.mark(marks::LIST, "");
        children.into_iter().for_each(|it| list.child(it));
        list.mark(marks::END, "");
        list
    }

    fn mark(&mut self, mark: char, text: &str) {
        self.end.push(mark);
        self.end.push_str(text);
    }

    fn literal(&mut self, mark: char, literal: Literal) {
        self.end.push(mark);
        self.flush();
        self.text.extend([TokenTree::from(literal)]);
        self.text.extend(tokens(","));
    }

    fn flush(&mut self) {
        let end = std::mem::take(&mut self.end);
        self.text.extend([TokenTree::from(Literal::string(&end))]);
        self.text.extend(tokens(","));
    }

    fn fill(&mut self, mark: char, code: TokenStream) {
        self.end.push(mark);
        self.fills.extend(code);
    }

    fn child(&mut self, child: Child) {
        match child {
            Child::Markup(mut it) => {
                self.flush();
                it.flush();
                self.text.extend(it.text);
                self.fills.extend(it.fills);
            }
            Child::Code(code) => self.fill(marks::CHILD, code),
            Child::Text(literal) => self.literal(marks::TEXT, literal),
        }
    }

    /// The code that draws it.
    fn drawn(mut self) -> TokenStream {
        self.flush();
        let mut text = tokens("::std::concat!");
        text.extend(group(Delimiter::Parenthesis, self.text));
        let mut place = tokens("static TEMPLATE: crate::markup::Template =");
        place.extend(called("crate::markup::Template::new", text));
        place.extend(tokens("; &TEMPLATE"));
        let mut code = tokens("let mut");
        code.extend(own("fills"));
        code.extend(tokens("= crate::markup::Fills::default();"));
        code.extend(self.fills);
        code.extend(own("fills"));
        code.extend(called(".draw", group(Delimiter::Brace, place)));
        group(Delimiter::Brace, code)
    }
}

/// The value of an attribute.
enum Value {
    Literal(Literal),
    Code(TokenStream),
}

impl Value {
    fn of(inside: TokenStream) -> Self {
        let mut all = inside.clone().into_iter();
        match (all.next(), all.next()) {
            (Some(TokenTree::Literal(literal)), None) => Self::Literal(literal),
            _ => Self::Code(inside),
        }
    }

    fn code(self) -> TokenStream {
        match self {
            Self::Literal(literal) => TokenTree::from(literal).into(),
            Self::Code(code) => code,
        }
    }
}

/// When an attribute is made, and with what mark: in the order in which Yew does it.
fn rank(tag: &str, name: &str) -> usize {
    match name {
        "value" if tag == "input" || tag == "textarea" => 0,
        "checked" if tag == "input" => 1,
        "ref" => 2,
        "key" => 3,
        "class" => 6,
        _ if SWITCHES.contains(&name) => 5,
        _ if name.starts_with("on") => 7,
        _ => 4,
    }
}

impl Template {
    fn attribute(&mut self, tag: &str, name: &str, value: Value) {
        let rank = rank(tag, name);
        let (mark, method) = match rank {
            0 => (marks::VALUE, "attribute"),
            1 => (marks::CHECKED, "is"),
            2 => (marks::REFERENCE, "reference"),
            3 => (marks::KEY, "key"),
            5 => (marks::SWITCH, "is"),
            6 => (marks::FILLED, "class"),
            7 => (marks::LISTENER, name),
            _ => (marks::FILLED, "attribute"),
        };
        if (4..7).contains(&rank) {
            self.mark(marks::ATTRIBUTE, name);
        }
        if let (marks::FILLED, Value::Literal(literal)) = (mark, &value) {
            self.literal(marks::GIVEN, literal.clone());
        } else {
            self.fill(mark, filled(method, value.code()));
        }
    }
}

/// Markup as it is read.
struct Reader {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Reader {
    fn of(markup: TokenStream) -> Self {
        Self { tokens: markup.into_iter().collect(), at: 0 }
    }

    fn is(&self, ahead: usize, mark: char) -> bool {
        matches!(self.tokens.get(self.at + ahead), Some(TokenTree::Punct(it)) if it.as_char() == mark)
    }

    fn word(&self, ahead: usize) -> Option<String> {
        match self.tokens.get(self.at + ahead) {
            Some(TokenTree::Ident(it)) => Some(it.to_string()),
            _ => None,
        }
    }

    fn next(&mut self) -> Result<TokenTree, Fault> {
        let next = self.tokens.get(self.at).cloned();
        self.at += 1;
        next.ok_or(Fault::at(Span::call_site(), "this markup does not end"))
    }

    fn expect(&mut self, mark: char, what: &'static str) -> Result<(), Fault> {
        let is = self.is(0, mark);
        let next = self.next()?;
        if is { Ok(()) } else { Err(Fault::at(next.span(), what)) }
    }

    /// All up to what closes them.
    fn children(&mut self) -> Result<Vec<Child>, Fault> {
        let mut children = Vec::new();
        while self.at < self.tokens.len() && !(self.is(0, '<') && self.is(1, '/')) {
            children.push(self.child()?);
        }
        Ok(children)
    }

    fn child(&mut self) -> Result<Child, Fault> {
        match self.word(0).as_deref() {
            Some("if") => return self.branch().map(Child::Code),
            Some("for") => return self.repeated().map(Child::Code),
            _ => {}
        }
        if self.is(0, '<') {
            let component = self.word(1).is_some_and(|it| it.starts_with(|it: char| it.is_ascii_uppercase()));
            return match (self.is(1, '>'), component) {
                (true, _) => self.fragment().map(Child::Markup),
                (_, true) => self.component().map(Child::Code),
                (_, false) => self.element().map(Child::Markup),
            };
        }
        let next = self.next()?;
        let TokenTree::Group(block) = &next else { return Err(Fault::at(next.span(), "markup expected")) };
        match Value::of(block.stream()) {
            Value::Literal(literal) => Ok(Child::Text(literal)),
            Value::Code(code) => {
                let mut all = code.clone().into_iter();
                let each = matches!(all.next(), Some(TokenTree::Ident(it)) if it.to_string() == "for");
                Ok(Child::Code(if each { filled("each", all.collect()) } else { filled("child", code) }))
            }
        }
    }

    fn fragment(&mut self) -> Result<Template, Fault> {
        self.at += 2;
        let list = Template::list(self.children()?);
        for mark in ['<', '/', '>'] {
            self.expect(mark, "`</>` expected")?;
        }
        Ok(list)
    }

    /// Everything up to a block, and what stands in the block.
    fn up_to_block(&mut self) -> Result<(TokenStream, TokenStream), Fault> {
        let mut before = TokenStream::new();
        loop {
            let next = self.next()?;
            if let TokenTree::Group(it) = &next
                && it.delimiter() == Delimiter::Brace
            {
                return Ok((before, it.stream()));
            }
            before.extend([next]);
        }
    }

    /// `if … {…} else {…}`, each block drawn as a list.
    fn branch(&mut self) -> Result<TokenStream, Fault> {
        let (mut code, block) = self.up_to_block()?;
        code.extend(listed(block)?);
        code.extend(tokens("else"));
        if self.word(0).as_deref() != Some("else") {
            code.extend(group(Delimiter::Brace, filled("nothing", TokenStream::new())));
            return Ok(code);
        }
        self.at += 1;
        if self.word(0).as_deref() == Some("if") {
            code.extend(self.branch()?);
        } else {
            let (_, block) = self.up_to_block()?;
            code.extend(listed(block)?);
        }
        Ok(code)
    }

    /// `for … in … {…}`, as the list of all it draws.
    fn repeated(&mut self) -> Result<TokenStream, Fault> {
        let (mut repeat, block) = self.up_to_block()?;
        let mut body = TokenStream::new();
        for child in Reader::of(block).children()? {
            body.extend(match child {
                Child::Code(code) => code,
                Child::Markup(_) | Child::Text(_) => filled("node", Template::of(vec![child]).drawn()),
            });
        }
        repeat.extend(group(Delimiter::Brace, body));
        let mut all = tokens("let mut");
        all.extend(own("fills"));
        all.extend(tokens("= crate::markup::Fills::default();"));
        all.extend(repeat);
        all.extend(own("fills"));
        Ok(filled("all", group(Delimiter::Brace, all)))
    }

    /// A component, left to Yew but for what stands in it.
    fn component(&mut self) -> Result<TokenStream, Fault> {
        let mut open = TokenStream::new();
        let mut closed = false;
        while !self.is(0, '>') {
            closed = self.is(0, '/');
            open.extend([self.next()?]);
        }
        open.extend([self.next()?]);
        if !closed {
            let children = Template::list(self.children()?).drawn();
            open.extend(group(Delimiter::Brace, children));
            while !self.is(0, '>') {
                open.extend([self.next()?]);
            }
            open.extend([self.next()?]);
        }
        let mut yew = tokens("::yew::html!");
        yew.extend(group(Delimiter::Brace, open));
        Ok(filled("node", yew))
    }

    /// A name with its dashes.
    fn name(&mut self) -> Result<String, Fault> {
        let first = self.next()?;
        let TokenTree::Ident(first) = first else { return Err(Fault::at(first.span(), "a name expected")) };
        let mut name = first.to_string();
        while self.is(0, '-') || self.is(0, ':') {
            name += &self.next()?.to_string();
            name += &self.next()?.to_string();
        }
        Ok(name)
    }

    fn attribute(&mut self) -> Result<(String, Value), Fault> {
        if let Some(TokenTree::Group(short)) = self.tokens.get(self.at) {
            self.at += 1;
            return Ok((short.stream().to_string(), Value::Code(short.stream())));
        }
        let name = self.name()?;
        self.expect('=', "`=` expected")?;
        match self.next()? {
            TokenTree::Literal(literal) => Ok((name, Value::Literal(literal))),
            TokenTree::Group(block) => Ok((name, Value::of(block.stream()))),
            // `true` or `false`.
            TokenTree::Ident(word) => Ok((name, Value::Code(TokenTree::from(word).into()))),
            other => Err(Fault::at(other.span(), "a text or a block expected")),
        }
    }

    fn element(&mut self) -> Result<Template, Fault> {
        self.at += 1;
        let place = self.tokens.get(self.at).map_or_else(Span::call_site, TokenTree::span);
        let tag = self.name()?;
        let mut attributes = Vec::new();
        while !self.is(0, '>') && !self.is(0, '/') {
            attributes.push(self.attribute()?);
        }
        attributes.sort_by_key(|(name, _)| rank(&tag, name));
        let mut template = Template::default();
        template.mark(marks::ELEMENT, &tag);
        attributes.into_iter().for_each(|(name, value)| template.attribute(&tag, &name, value));
        let closed = self.is(0, '/');
        self.at += usize::from(closed);
        self.expect('>', "`>` expected")?;
        if !closed {
            self.children()?.into_iter().for_each(|it| template.child(it));
            self.at += 2;
            if self.name().ok().as_ref() != Some(&tag) {
                return Err(Fault::at(place, "this element is not closed"));
            }
            self.expect('>', "`>` expected")?;
        }
        template.mark(marks::END, "");
        Ok(template)
    }
}

/// The children of a block as the block that draws them, as one list.
fn listed(block: TokenStream) -> Result<TokenStream, Fault> {
    let list = Reader::of(block).children().map(Template::list)?;
    Ok(group(Delimiter::Brace, filled("node", list.drawn())))
}
