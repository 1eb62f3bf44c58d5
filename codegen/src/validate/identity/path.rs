//! The XPaths of identity constraints: steps from elements to their children.

use crate::component::{NameTest, Path};
use crate::validate::frame::Frame;
use crate::xsd::QName;

/// Whether a path leads from the open element at `from` to the innermost one; the attribute at its end is not looked at.
pub(super) fn finds(path: &Path, frames: &[Frame<'_, '_>], from: usize) -> bool {
    let Some(below) = frames.get(from + 1..) else { return false };
    let steps = path.steps.as_slice();
    let Some(skipped) = below.len().checked_sub(steps.len()) else { return false };
    (skipped == 0 || path.any_depth)
        && below.iter().skip(skipped).zip(steps).all(|(frame, test)| takes(test, &frame.name))
}

/// Whether a name passes a test.
pub(super) fn takes(test: &NameTest, name: &QName) -> bool {
    match test {
        NameTest::Any => true,
        NameTest::Namespace(namespace) => name.namespace.as_deref() == Some(namespace),
        NameTest::Name(wanted) => wanted == name,
    }
}
