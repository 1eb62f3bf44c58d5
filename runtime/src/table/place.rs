//! The fields of types, to fill and to read.

use super::{Format, Part, Plain, Single, Slot};

/// A field: a required value, an `Option`, a `Vec`, or an `Option` of a `Vec` for a list that may be absent.
pub trait Place {
    /// Makes room for one more value and hands it out.
    fn make(&mut self) -> Slot<'_>;
    /// Makes room for the value of an element that goes on at `at`, and reads it at once, as [`Single::plain`]; gives the offset
    /// of its end tag. If there is none, nothing is changed.
    #[doc(hidden)]
    fn read(&mut self, plain: &Plain<'_>, at: usize, format: Format) -> Option<usize>;
    /// Takes back the room that was made last.
    fn unmake(&mut self);
    /// The value for which room was made last.
    fn last(&mut self) -> Option<Slot<'_>>;
    /// Says that the list is there, were it empty.
    fn open(&mut self) {}
    /// Whether the list is there.
    fn is_open(&self) -> bool {
        true
    }
    /// How many values it holds.
    fn count(&self) -> usize;
    /// One of them.
    fn get(&self, index: usize) -> Option<Part<'_>>;
}

impl<T: Single> Place for T {
    fn make(&mut self) -> Slot<'_> {
        self.slot()
    }
    fn read(&mut self, plain: &Plain<'_>, at: usize, format: Format) -> Option<usize> {
        let (value, end) = T::plain(plain, at, format)?;
        *self = value;
        Some(end)
    }
    fn unmake(&mut self) {
        *self = T::default();
    }
    fn last(&mut self) -> Option<Slot<'_>> {
        Some(self.slot())
    }
    fn count(&self) -> usize {
        1
    }
    fn get(&self, _: usize) -> Option<Part<'_>> {
        Some(self.part())
    }
}

impl<T: Single> Place for Option<T> {
    fn make(&mut self) -> Slot<'_> {
        self.insert(T::default()).slot()
    }
    fn read(&mut self, plain: &Plain<'_>, at: usize, format: Format) -> Option<usize> {
        let (value, end) = T::plain(plain, at, format)?;
        *self = Some(value);
        Some(end)
    }
    fn unmake(&mut self) {
        *self = None;
    }
    fn last(&mut self) -> Option<Slot<'_>> {
        self.as_mut().map(T::slot)
    }
    fn count(&self) -> usize {
        usize::from(self.is_some())
    }
    fn get(&self, _: usize) -> Option<Part<'_>> {
        self.as_ref().map(T::part)
    }
}

impl<T: Single> Place for Vec<T> {
    // Not inlined where a list may be absent as well: one of each is enough to compile.
    #[inline(never)]
    fn make(&mut self) -> Slot<'_> {
        // Made where it stays: what is pushed is copied.
        let last = self.len();
        self.resize_with(last + 1, T::default);
        self[last].slot()
    }
    fn read(&mut self, plain: &Plain<'_>, at: usize, format: Format) -> Option<usize> {
        let (value, end) = T::plain(plain, at, format)?;
        self.push(value);
        Some(end)
    }
    #[inline(never)]
    fn unmake(&mut self) {
        // What is popped is moved before it is dropped.
        self.truncate(self.len().saturating_sub(1));
    }
    fn last(&mut self) -> Option<Slot<'_>> {
        self.last_mut().map(T::slot)
    }
    fn count(&self) -> usize {
        self.len()
    }
    fn get(&self, index: usize) -> Option<Part<'_>> {
        <[T]>::get(self, index).map(T::part)
    }
}

impl<T: Single> Place for Option<Vec<T>> {
    fn make(&mut self) -> Slot<'_> {
        self.get_or_insert_default().make()
    }
    fn read(&mut self, plain: &Plain<'_>, at: usize, format: Format) -> Option<usize> {
        let (value, end) = T::plain(plain, at, format)?;
        self.get_or_insert_default().push(value);
        Some(end)
    }
    fn unmake(&mut self) {
        if let Some(items) = self {
            items.unmake();
        }
    }
    fn last(&mut self) -> Option<Slot<'_>> {
        self.as_mut().and_then(Place::last)
    }
    fn open(&mut self) {
        self.get_or_insert_default();
    }
    fn is_open(&self) -> bool {
        self.is_some()
    }
    fn count(&self) -> usize {
        self.as_ref().map_or(0, Vec::len)
    }
    fn get(&self, index: usize) -> Option<Part<'_>> {
        self.as_ref().and_then(|items| Place::get(items, index))
    }
}
