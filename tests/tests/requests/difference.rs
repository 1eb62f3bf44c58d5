//! Where a sample is not what is sent: misprints of the notes, and what their commands leave out.

use crate::requests::sample::Sample;

/// A place where the note shows something else than what is sent.
///
/// It is applied to the sample, so one that is no longer there fails the test.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Difference {
    /// What differs.
    pub(crate) change: Change,
    /// Why the note is not followed there.
    pub(crate) why: &'static str,
}

/// What is sent in place of what the note shows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    /// The method; without one in the note's command, `note` is `None`.
    Method { note: Option<&'static str>, sent: &'static str },
    /// The path.
    Path { note: &'static str, sent: &'static str },
    /// The name of a parameter.
    Name { note: &'static str, sent: &'static str },
    /// The value of a parameter.
    Value { name: &'static str, note: &'static str, sent: &'static str },
    /// Text in the body.
    Text { note: &'static str, sent: &'static str },
    /// The note shows no body, but one is sent.
    NoBody { sent: &'static str },
}

/// Makes of the sample what is sent.
pub(crate) fn apply(difference: &Difference, sample: &mut Sample) -> Result<(), String> {
    let Difference { change, why } = *difference;
    let gone = || Err(format!("the sample does not have this difference: {change:?} ({why})"));
    match change {
        Change::Method { note, sent } => {
            if sample.method.as_deref() != note || note == Some(sent) {
                return gone();
            }
            sample.method = Some(sent.to_owned());
        }
        Change::Path { note, sent } => {
            if sample.path != note || note == sent {
                return gone();
            }
            sent.clone_into(&mut sample.path);
        }
        Change::Name { note, sent } => {
            let is_sent = sample.parameters.iter().any(|(name, _)| name == sent);
            match sample.parameters.iter_mut().find(|(name, _)| name == note) {
                Some((name, _)) if !is_sent => sent.clone_into(name),
                _ => return gone(),
            }
        }
        Change::Value { name, note, sent } => {
            match sample.parameters.iter_mut().find(|(one, value)| one == name && value == note) {
                Some((_, value)) if note != sent => sent.clone_into(value),
                _ => return gone(),
            }
        }
        Change::Text { note, sent } => match &mut sample.body {
            Some(body) if body.matches(note).count() == 1 && note != sent => *body = body.replace(note, sent),
            _ => return gone(),
        },
        Change::NoBody { sent } => {
            if sample.body.is_some() {
                return gone();
            }
            sample.body = Some(sent.to_owned());
        }
    }
    sample.parameters.sort();
    Ok(())
}
