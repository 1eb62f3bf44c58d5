//! Fixtures with bytes changed, cut and doubled: no decoder panics, and what decodes goes through XML and back unchanged.

use qualys::Decoder;
use qualys_tests::document_type;
use qualys_tests::files::{fixtures, root_name};

/// A small generator of the same numbers everywhere (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

fn mutate(text: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const BYTES: &[u8] = b"<>/&;\"'=!-[]?x0 \n\xff\x00";
    let mut text = text.to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(text.len());
        let length = numbers.below(40).min(text.len() - at);
        match numbers.below(5) {
            0 => text[at] = BYTES[numbers.below(BYTES.len())],
            1 => text.insert(at, BYTES[numbers.below(BYTES.len())]),
            2 => drop(text.drain(at..at + length)),
            3 => {
                let piece = text[at..at + length].to_vec();
                let to = numbers.below(text.len());
                text.splice(to..to, piece);
            }
            // An element's whole text goes, which leaves the document well-formed more often than not.
            _ => {
                let start = text[at..].iter().position(|byte| *byte == b'>').map(|found| at + found + 1);
                let end = start.and_then(|start| {
                    text[start..].iter().position(|byte| *byte == b'<').map(|end| start + end)
                });
                if let (Some(start), Some(end)) = (start, end) {
                    text.drain(start..end);
                }
            }
        }
        if text.is_empty() {
            break;
        }
    }
    text
}

#[test]
fn mutated_documents_decode_or_are_refused() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let (mut decoded, mut refused) = (0, 0);
    for fixture in fixtures() {
        let root = root_name(&fixture.text).expect("a fixture has a root element");
        let document_type = document_type(&fixture.schema, &root).expect("a fixture of a known type");
        for _ in 0..12 {
            let text = mutate(&fixture.text, &mut numbers);
            // Decoding itself asserts that the value survives encoding and decoding.
            match (document_type.decode)(&Decoder::new(), &text) {
                Ok(_) => decoded += 1,
                Err(error) => {
                    assert!(!error.to_string().is_empty() && error.position().offset() <= text.len());
                    refused += 1;
                }
            }
        }
    }
    println!("{decoded} decoded, {refused} refused");
    assert!(decoded > 500 && refused > 500, "{decoded} decoded, {refused} refused");
}
