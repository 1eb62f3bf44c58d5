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
        for form in [secret.to_owned(), form, percent, xml, quoted] {
            let form = Zeroizing::new(form);
            if !self.0.contains(&form) {
                self.0.push(form);
            }
        }
        // The longest first: one form can be a part of another.
        self.0.sort_by_key(|form| std::cmp::Reverse(form.len()));
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
