//! Parameters and the rules of their values.

/// How values of a parameter are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As the type has it.
    Plain,
    /// `0` or `1`.
    Flag,
    /// `yes` or `no`.
    YesNo,
    /// A date as `mm/dd/yyyy`.
    MonthFirst,
}

/// A parameter and its rules.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub(super) name: &'static str,
    pub(super) style: Style,
    pub(super) secret: bool,
    range: Option<(i64, u64)>,
    length: Option<(u32, u32)>,
    joined: Option<(u32, u32)>,
    filled: bool,
    no_html: bool,
    ascii: bool,
    uppercase: bool,
    except: Option<&'static str>,
    list: bool,
}

/// A parameter without rules.
pub const fn parameter(name: &'static str) -> Parameter {
    Parameter {
        name,
        style: Style::Plain,
        secret: false,
        range: None,
        length: None,
        joined: None,
        filled: false,
        no_html: false,
        ascii: false,
        uppercase: false,
        except: None,
        list: false,
    }
}

impl Parameter {
    /// Numbers from `first` to `last`.
    pub const fn range(mut self, first: i64, last: u64) -> Self {
        self.range = Some((first, last));
        self
    }
    /// From `shortest` to `longest` characters.
    pub const fn length(mut self, shortest: u32, longest: u32) -> Self {
        self.length = Some((shortest, longest));
        self
    }
    /// A text that is not empty.
    pub const fn filled(mut self) -> Self {
        self.filled = true;
        self
    }
    /// Text without HTML tags.
    pub const fn no_html(mut self) -> Self {
        self.no_html = true;
        self
    }
    /// Text of ASCII characters.
    pub const fn ascii(mut self) -> Self {
        self.ascii = true;
        self
    }
    /// Text without small letters.
    pub const fn uppercase(mut self) -> Self {
        self.uppercase = true;
        self
    }
    /// Any value but this.
    pub const fn except(mut self, text: &'static str) -> Self {
        self.except = Some(text);
        self
    }
    /// A list: at least one value, with commas between several.
    pub const fn list(mut self) -> Self {
        self.list = true;
        self
    }
    /// A list that takes from `least` to `most` bytes, with its commas.
    pub const fn joined(mut self, least: u32, most: u32) -> Self {
        self.joined = Some((least, most));
        self
    }
    /// A secret, which no message shows.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }
    /// Written as `0` or `1`.
    pub const fn flag(mut self) -> Self {
        self.style = Style::Flag;
        self
    }
    /// Written as `yes` or `no`.
    pub const fn yes_no(mut self) -> Self {
        self.style = Style::YesNo;
        self
    }
    /// A date, written as `mm/dd/yyyy`.
    pub const fn month_first(mut self) -> Self {
        self.style = Style::MonthFirst;
        self
    }

    /// A value as messages show it.
    pub(super) fn shown(&self, value: &str) -> String {
        shown(value, self.secret)
    }

    /// Values that are not allowed, each with what is.
    pub(super) fn violations(&self, values: &[(String, Option<i128>)]) -> Vec<(String, String)> {
        let mut found = Vec::new();
        if self.list && values.is_empty() {
            found.push((String::new(), AT_LEAST_ONE.to_owned()));
        }
        for (text, number) in values {
            let refusals = self.refusals(text, *number);
            found.extend(refusals.into_iter().map(|allowed| (text.clone(), allowed)));
        }
        if let Some((least, most)) = self.joined {
            let texts: Vec<&str> = values.iter().map(|(text, _)| text.as_str()).collect();
            let text = texts.join(",");
            if text.len() < least as usize || text.len() > most as usize {
                let bytes = text.len();
                found.push((text, format!("{least} to {most} bytes with the commas, not {bytes}")));
            }
        }
        found
    }

    /// What is allowed in place of one value, for each rule that it breaks.
    fn refusals(&self, text: &str, number: Option<i128>) -> Vec<String> {
        let mut found = Vec::new();
        if let (Some((first, last)), Some(number)) = (self.range, number) {
            found.extend(beyond(number, first, last));
        }
        if let Some((shortest, longest)) = self.length {
            let length = text.chars().count();
            if length < shortest as usize || length > longest as usize {
                found.push(format!("{shortest} to {longest} characters, not {length}"));
            }
        }
        if self.filled && text.is_empty() {
            found.push("a value".to_owned());
        }
        if self.no_html && has_html_tag(text) {
            found.push("text without HTML tags".to_owned());
        }
        if self.ascii && !text.is_ascii() {
            found.push("text of ASCII characters".to_owned());
        }
        if self.uppercase && text.chars().any(char::is_lowercase) {
            found.push("text without small letters".to_owned());
        }
        if let Some(refused) = self.except.filter(|refused| *refused == text) {
            found.push(format!("a value other than `{refused}`"));
        }
        if self.list {
            found.extend(no_item(text).map(str::to_owned));
        }
        found
    }
}

/// What a list without values lacks.
pub(super) const AT_LEAST_ONE: &str = "at least one value";

/// What is allowed in place of a text that is no item of a list.
pub(super) fn no_item(text: &str) -> Option<&'static str> {
    match text {
        "" => Some("a value that is not empty"),
        _ if text.contains(',') => Some("a value without a comma, which separates the values"),
        _ => None,
    }
}

/// What is allowed in place of a number that is not from `first` to `last`.
pub(super) fn beyond(number: i128, first: i64, last: u64) -> Option<String> {
    let is_inside = (i128::from(first)..=i128::from(last)).contains(&number);
    (!is_inside).then(|| format!("{first} to {last}"))
}

/// A value for a message: not too long, and no secret.
pub(super) fn shown(value: &str, secret: bool) -> String {
    const LONGEST: usize = 80;
    if secret {
        return "***".to_owned();
    }
    match value.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &value[..cut]),
        None => value.to_owned(),
    }
}

fn has_html_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        // A tag that does not end is one all the same to whoever shows it.
        rest.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?'))
    })
}
