//! When it is worth while to read a record again that was not whole when it was read last.
//!
//! Reading costs as much as what is there is long, so reading anew with every byte would cost the square of the length. It
//! is read again when what is there has doubled; or earlier, when its end tag may have come, as long as that does not add
//! up to more than a few times what arrived.

/// What was read in vain.
#[derive(Debug, Default)]
pub(super) struct Worth {
    vain: Option<Vain>,
    /// How many bytes may be read in vain.
    credit: usize,
}

#[derive(Debug)]
struct Vain {
    length: usize,
    /// What may be its end.
    needle: Vec<u8>,
    /// How far it was looked for.
    searched: usize,
}

impl Worth {
    /// So many bytes arrived.
    pub(super) fn arrived(&mut self, bytes: usize) {
        const TIMES: usize = 4;
        self.credit = self.credit.saturating_add(bytes.saturating_mul(TIMES));
    }

    /// Reading `unread` ended before its end.
    pub(super) fn was_in_vain(&mut self, unread: &[u8]) {
        self.credit = self.credit.saturating_sub(unread.len());
        let is_whole_tag = memchr::memchr(b'>', unread).is_some();
        let needle = match unread {
            [b'<', rest @ ..] if is_whole_tag && !rest.starts_with(b"!") && !rest.starts_with(b"?") => {
                let length = rest.iter().position(|byte| b" \t\r\n/>".contains(byte)).unwrap_or(rest.len());
                [b"</", &rest[..length]].concat()
            }
            [b'<', ..] => b">".to_vec(),
            _ => b"<".to_vec(),
        };
        self.vain = Some(Vain { length: unread.len(), needle, searched: unread.len() });
    }

    /// Something was read: what was in vain does not matter any more.
    pub(super) fn was_not(&mut self) {
        self.vain = None;
    }

    /// Whether to read what is there now.
    pub(super) fn is_given(&mut self, unread: &[u8]) -> bool {
        let Some(vain) = &mut self.vain else { return true };
        if unread.len() >= vain.length.saturating_mul(2) {
            return true;
        }
        // The needle may have begun in what was searched.
        let from = vain.searched.saturating_sub(vain.needle.len());
        let found = memchr::memmem::find(&unread[from.min(unread.len())..], &vain.needle).is_some();
        if found && self.credit >= unread.len() {
            return true;
        }
        if !found {
            vain.searched = unread.len();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Worth;

    /// How many bytes are read when a text arrives in pieces of a size, and is whole only at its end.
    fn cost(text: &[u8], size: usize) -> usize {
        let (mut worth, mut cost, mut end) = (Worth::default(), 0, 0);
        while end < text.len() {
            let piece = size.min(text.len() - end);
            end += piece;
            worth.arrived(piece);
            if worth.is_given(&text[..end]) {
                cost += end;
                worth.was_in_vain(&text[..end]);
            }
        }
        cost
    }

    #[test]
    fn reading_in_vain_costs_a_few_times_the_length() {
        let plain = format!("<HOST><ID>1</ID>{}", "<A>text</A>".repeat(20_000));
        let traps = format!("<HOST><![CDATA[{}", "</HOST>".repeat(20_000));
        let markup = format!("<!-- {}", "> ".repeat(20_000));
        let text = "x".repeat(100_000);
        for document in [plain, traps, markup, text] {
            for size in [1, 10, 1000, 50_000] {
                let cost = cost(document.as_bytes(), size);
                assert!(cost < 7 * document.len() + size, "{cost} for {} in {size}", document.len());
            }
        }
    }

    #[test]
    fn an_end_tag_is_reason_enough() {
        let mut worth = Worth::default();
        worth.arrived(100);
        worth.was_in_vain(b"<HOST><ID>1</ID></HO");
        assert!(!worth.is_given(b"<HOST><ID>1</ID></HOS"));
        assert!(worth.is_given(b"<HOST><ID>1</ID></HOST"));
        worth.was_not();
        assert!(worth.is_given(b""));
    }
}
