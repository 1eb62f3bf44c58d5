//! Expressions to automata over sorts of characters.

use super::PatternError;
use super::class::CharacterSet;
use super::parser::Expression;
use regex_automata::meta;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, Look, Repetition};
use std::collections::{BTreeSet, HashMap};

/// How many bytes the states of an automaton may take.
const LARGEST: usize = 16 << 20;

/// How much may be done to tell sorts of characters apart.
const MOST_WORK: usize = 20_000_000;

/// Takes the texts that fit an expression.
#[derive(Debug, Clone)]
pub(super) struct Automaton {
    sorts: Sorts,
    regex: meta::Regex,
}

impl Automaton {
    pub(super) fn new(expression: &Expression) -> Result<Self, PatternError> {
        let too_large = || {
            PatternError::new(
                0,
                "it takes too much memory to hold a text against it",
                "smaller numbers of repetitions",
            )
        };
        let mut classes = HashMap::new();
        collect(expression, &mut classes);
        let sorts = Sorts::new(classes.keys()).ok_or_else(too_large)?;
        for (class, translated) in &mut classes {
            *translated = sorts.of_class(class);
        }
        let whole = vec![Hir::look(Look::Start), translate(expression, &classes), Hir::look(Look::End)];
        let config = meta::Config::new()
            .nfa_size_limit(Some(LARGEST))
            .which_captures(regex_automata::nfa::thompson::WhichCaptures::None);
        let regex = meta::Builder::new().configure(config).build_from_hir(&Hir::concat(whole));
        Ok(Self { sorts, regex: regex.map_err(|_| too_large())? })
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        let sorts: String = text.chars().map(|c| self.sorts.of_character(c)).collect();
        self.regex.is_match(&sorts)
    }
}

/// A class as ranges, and in sorts.
type Classes = HashMap<Vec<(u32, u32)>, Hir>;

fn ranges(set: &CharacterSet) -> Vec<(u32, u32)> {
    set.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
}

fn collect(expression: &Expression, classes: &mut Classes) {
    match expression {
        Expression::Character(set) => {
            classes.entry(ranges(set)).or_insert_with(Hir::fail);
        }
        Expression::Sequence(parts) | Expression::Choice(parts) => {
            parts.iter().for_each(|part| collect(part, classes));
        }
        Expression::Repetition { of, .. } => collect(of, classes),
    }
}

fn translate(expression: &Expression, classes: &Classes) -> Hir {
    let all = |parts: &[Expression]| parts.iter().map(|part| translate(part, classes)).collect();
    match expression {
        Expression::Character(set) => classes.get(&ranges(set)).cloned().unwrap_or_else(Hir::fail),
        Expression::Sequence(parts) => Hir::concat(all(parts)),
        Expression::Choice(parts) => Hir::alternation(all(parts)),
        Expression::Repetition { of, min, max } => {
            let (mut min, mut max, mut of) = (*min, *max, of.as_ref());
            // `(x?){n}` is `x{0,n}`: all ways to leave out the `x` are the same.
            while let Expression::Repetition { of: inner, min: 0, max: most @ (Some(1) | None) } = of {
                let is_endless = most.is_none() && max != Some(0);
                (min, max, of) = (0, if is_endless { None } else { max }, inner);
            }
            Hir::repetition(Repetition { min, max, greedy: true, sub: Box::new(translate(of, classes)) })
        }
    }
}

/// Characters, sorted by what a pattern tells apart.
#[derive(Debug, Clone)]
struct Sorts {
    /// Where intervals of characters begin, and of what sort they are; the first begins at zero.
    intervals: Vec<(u32, u32)>,
}

impl Sorts {
    /// None if it takes too long to tell them apart.
    fn new<'a>(classes: impl Iterator<Item = &'a Vec<(u32, u32)>> + Clone) -> Option<Self> {
        let mut starts = BTreeSet::from([0]);
        for (first, last) in classes.clone().flatten() {
            starts.extend([*first, *last + 1]);
        }
        let mut sorts = Self { intervals: starts.into_iter().map(|start| (start, 0)).collect() };
        let mut work = 0;
        let mut count = 1;
        for class in classes {
            // What is of one sort so far, and in the class, is of a new sort.
            let mut split: HashMap<u32, u32> = HashMap::new();
            for (first, last) in class {
                for (_, sort) in sorts.covered_mut(*first, *last) {
                    work += 1;
                    *sort = *split.entry(*sort).or_insert_with(|| {
                        count += 1;
                        count - 1
                    });
                }
            }
            if work > MOST_WORK {
                return None;
            }
        }
        // The sorts that are left get the lowest numbers.
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        for (_, sort) in &mut sorts.intervals {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *sort = *numbers.entry(*sort).or_insert(next);
        }
        Some(sorts)
    }

    fn covered(&self, first: u32, last: u32) -> std::ops::Range<usize> {
        let from = self.intervals.partition_point(|(start, _)| *start < first);
        from..self.intervals.partition_point(|(start, _)| *start <= last)
    }

    fn covered_mut(&mut self, first: u32, last: u32) -> &mut [(u32, u32)] {
        let covered = self.covered(first, last);
        self.intervals.get_mut(covered).unwrap_or_default()
    }

    fn of_class(&self, class: &[(u32, u32)]) -> Hir {
        let covered =
            class.iter().filter_map(|(first, last)| self.intervals.get(self.covered(*first, *last)));
        let sorts: BTreeSet<u32> = covered.flatten().map(|(_, sort)| *sort).collect();
        let ranges = sorts.into_iter().map(sign).map(|sign| ClassUnicodeRange::new(sign, sign));
        Hir::class(Class::Unicode(ClassUnicode::new(ranges)))
    }

    fn of_character(&self, c: char) -> char {
        let behind = self.intervals.partition_point(|(start, _)| *start <= u32::from(c));
        let interval = behind.checked_sub(1).and_then(|at| self.intervals.get(at));
        sign(interval.map_or(0, |(_, sort)| *sort))
    }
}

/// The character that stands for a sort.
fn sign(sort: u32) -> char {
    const BEFORE_SURROGATES: u32 = 0xD800;
    let code = if sort < BEFORE_SURROGATES { sort } else { sort + 0x800 };
    char::from_u32(code).unwrap_or(char::MAX)
}
