//! The way to a value in JSON, for errors.

use std::fmt;

/// From the outermost value inwards.
#[derive(Debug, Default)]
pub(super) struct Path(Vec<Step>);

/// What leads into a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Name(&'static str),
    Index(usize),
}

/// Deeper values are refused.
const DEEPEST: usize = 256;

impl Path {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn is_too_deep(&self) -> bool {
        self.0.len() > DEEPEST
    }

    /// Goes on with `read` one step further in; after an error the path stays where that was.
    pub(super) fn within<T, E>(
        &mut self,
        step: Step,
        read: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.push(step);
        let value = read(self)?;
        self.0.pop();
        Ok(value)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Name(name) if at == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
