//! Takes secrets out of texts that people will see.

use zeroize::Zeroizing;

/// The secrets of a call, in all forms in which the service may repeat them.
#[derive(Default)]
pub(super) struct Scrub(Vec<Zeroizing<String>>);

impl Scrub {
    pub(super) fn add(&mut self, secret: &str) {
        if secret.is_empty() {
            return;
        }
        let form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let percent =
            percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC).to_string();
        let xml = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let quoted = xml.replace('"', "&quot;").replace('\'', "&apos;");
        let json = secret.replace('\\', "\\\\").replace('"', "\\\"");
        let (small_form, small_percent) = (small_escapes(&form), small_escapes(&percent));
        for form in [secret.to_owned(), small_form, form, small_percent, percent, xml, quoted, json] {
            let form = Zeroizing::new(form);
            if !self.0.contains(&form) {
                self.0.push(form);
            }
        }
        // The longest first: one form can be a part of another.
        self.0.sort_by_key(|form| std::cmp::Reverse(form.len()));
    }

    /// The length of the longest form.
    pub(super) fn longest(&self) -> usize {
        self.0.first().map_or(0, |form| form.len())
    }

    /// The text with `***` for each secret.
    pub(super) fn clean(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        for secret in &self.0 {
            if clean.contains(secret.as_str()) {
                clean = clean.replace(secret.as_str(), "***");
            }
        }
        clean
    }

    pub(super) fn is_clean(&self, text: &str) -> bool {
        !self.0.iter().any(|secret| text.contains(secret.as_str()))
    }
}

/// The escapes of a text with small digits: `%2b`.
fn small_escapes(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut digits = 0;
    for character in text.chars() {
        small.push(if digits > 0 { character.to_ascii_lowercase() } else { character });
        digits = if character == '%' { 2 } else { u8::saturating_sub(digits, 1) };
    }
    small
}
