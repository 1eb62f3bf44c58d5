//! Relative references, resolved against the path of the file that they stand in.

/// A reference seen from the file at `base`: absolute ones stay what they are, but a `file:` URI is its path.
pub(super) fn resolved(reference: &str, base: &str) -> String {
    let reference = reference.split_once('#').map_or(reference, |(before, _)| before);
    if let Some(path) = reference.strip_prefix("file:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        return normalized(path);
    }
    if has_scheme(reference) {
        return reference.to_owned();
    }
    if reference.is_empty() {
        return base.to_owned();
    }
    let (scheme, base) = match base.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), base),
    };
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = if reference.starts_with('/') && scheme.is_empty() {
        reference.to_owned()
    } else if reference.starts_with('/') {
        format!("{}{reference}", base.split('/').next().unwrap_or(""))
    } else if folder.is_empty() && !base.starts_with('/') {
        reference.to_owned()
    } else {
        format!("{folder}/{reference}")
    };
    scheme + &normalized(&path)
}

/// Percent-encoded bytes as what they stand for.
pub(super) fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or(&[]) } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A public identifier with its white space normalised.
pub(super) fn normalized_public(identifier: &str) -> String {
    identifier.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|one: char| one.is_ascii_alphabetic())
            && scheme.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '+' | '-' | '.'))
    })
}

/// A path without `.` and, where a folder precedes, without `..`.
fn normalized(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
