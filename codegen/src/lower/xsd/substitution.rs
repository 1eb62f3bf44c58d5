//! Substitution groups: which elements can stand in for which.

use super::Lowering;
use super::names::Kind;
use crate::source::Span;
use crate::xsd::{Declaration, GlobalElement};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// An element with the file that declares it.
type Declared<'a> = (usize, &'a GlobalElement);

/// For each element, by file and name, those that name it as the one they stand in for.
pub(super) type Substitutions<'a> = HashMap<(usize, &'a str), Vec<Declared<'a>>>;

impl<'a> Lowering<'a, '_> {
    /// Finds the head of every element that names one.
    pub(super) fn collect_substitutions(&mut self) {
        for (file, input) in self.inputs.iter().enumerate() {
            for declaration in &input.schema.declarations {
                let Declaration::Element(element) = declaration else { continue };
                let Some(head) = &element.substitution_group else { continue };
                let Some(declared) = self.resolve(file, Kind::Element, head) else { continue };
                self.substitutions.entry((declared, &head.name.local)).or_default().push((file, element));
            }
        }
    }

    /// The elements that can stand in for `head`, those of its members included, each once and without abstract ones.
    ///
    /// Those count that are declared in files which `file` sees, or which are seen together with it: a schema that
    /// declares the head is often included by those that declare the members.
    pub(super) fn substitutes(
        &mut self,
        file: usize,
        head_file: usize,
        head: &'a GlobalElement,
        span: Span,
    ) -> Vec<Declared<'a>> {
        if !self.substitutions.contains_key(&(head_file, head.name.text.as_str())) {
            return Vec::new();
        }
        let in_sight = self.in_sight(file);
        let mut seen: HashSet<(usize, &str)> = HashSet::from([(head_file, head.name.text.as_str())]);
        let mut found: Vec<Declared<'a>> = Vec::new();
        let mut heads = vec![(head_file, head)];
        let mut next = 0;
        while let Some((file, head)) = heads.get(next).copied() {
            next += 1;
            let members =
                self.substitutions.get(&(file, head.name.text.as_str())).cloned().unwrap_or_default();
            for (file, member) in members {
                if in_sight.contains(&file) && seen.insert((file, member.name.text.as_str())) {
                    heads.push((file, member));
                    if !member.is_abstract {
                        found.push((file, member));
                    }
                }
            }
        }
        if !self.spend(found.len(), span) {
            return Vec::new();
        }
        found
    }

    /// The files that `file` sees or is seen together with, found once.
    fn in_sight(&mut self, file: usize) -> Rc<HashSet<usize>> {
        let files = &self.files;
        let find = || {
            let viewers = files.viewers_of(file).iter();
            Rc::new(viewers.flat_map(|viewer| files.seen_by(viewer.file)).map(|seen| seen.file).collect())
        };
        self.in_sight.entry(file).or_insert_with(find).clone()
    }
}
