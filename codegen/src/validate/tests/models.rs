//! Content models: what is matched is what a matcher finds that tries everything; and bounds cost nothing.

use crate::component::{
    ComplexType, ComplexTypeId, Components, Compositor, ContentType, Derivation, DerivationSet,
    ElementDeclaration, ElementId, Particle, Term, TypeDefinition,
};
use crate::source::{SourceId, Span};
use crate::validate::{Grammar, Name, Options, Validator};
use crate::xsd::QName;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const SPAN: Span = Span { source: SourceId(0), start: 0, end: 0 };
const LETTERS: [&str; 3] = ["a", "b", "c"];

/// Numbers by a seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % bound
    }
}

fn random(numbers: &mut Numbers, depth: u32) -> Particle {
    let (min, max) = match numbers.below(6) {
        0 => (0, Some(1)),
        1 => (0, None),
        2 => (numbers.below(3), None),
        3 => {
            let min = numbers.below(3);
            (min, Some((min + numbers.below(3)).max(1)))
        }
        _ => (1, Some(1)),
    };
    let term = if depth == 0 || numbers.below(3) == 0 {
        Term::Element { element: ElementId(numbers.below(3)), docs: None }
    } else {
        let compositor = match numbers.below(5) {
            0 | 1 => Compositor::Sequence,
            2 | 3 => Compositor::Choice,
            _ => Compositor::All,
        };
        Term::Group(compositor, (0..numbers.below(4)).map(|_| random(numbers, depth - 1)).collect())
    };
    Particle { term, min, max, span: SPAN }
}

/// Where a match of a particle that begins at `from` can end.
fn ends(particle: &Particle, word: &[usize], from: usize) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    let mut current = BTreeSet::from([from]);
    let most = particle.max.unwrap_or(u32::MAX).min(particle.min.max(word.len() as u32 + 1));
    for count in 0..=most {
        if count >= particle.min {
            all.extend(&current);
        }
        current = current.iter().flat_map(|at| once(&particle.term, word, *at)).collect();
    }
    all
}

fn once(term: &Term, word: &[usize], from: usize) -> BTreeSet<usize> {
    match term {
        Term::Element { element, .. } => {
            let is_it = word.get(from) == Some(&(element.0 as usize));
            if is_it { BTreeSet::from([from + 1]) } else { BTreeSet::new() }
        }
        Term::Group(Compositor::Sequence, parts) => parts.iter().fold(BTreeSet::from([from]), |at, part| {
            at.iter().flat_map(|at| ends(part, word, *at)).collect()
        }),
        Term::Group(Compositor::Choice, parts) => {
            parts.iter().flat_map(|part| ends(part, word, from)).collect()
        }
        Term::Group(Compositor::All, parts) => orders(&parts.iter().collect::<Vec<_>>(), word, from),
        Term::Wildcard(_) => BTreeSet::new(),
    }
}

fn orders(parts: &[&Particle], word: &[usize], from: usize) -> BTreeSet<usize> {
    if parts.is_empty() {
        return BTreeSet::from([from]);
    }
    let mut all = BTreeSet::new();
    for index in 0..parts.len() {
        let mut rest = parts.to_vec();
        let part = rest.remove(index);
        for at in ends(part, word, from) {
            all.extend(orders(&rest, word, at));
        }
    }
    all
}

fn components(content: Particle) -> Components {
    let mut components = Components::default();
    let element = |local: &str, type_definition| ElementDeclaration {
        name: QName { namespace: None, local: local.to_owned() },
        type_definition,
        nillable: false,
        is_abstract: false,
        value_constraint: None,
        substitution_group: None,
        block: DerivationSet::default(),
        exclusions: DerivationSet::default(),
        identity_constraints: Vec::new(),
        span: SPAN,
        docs: None,
    };
    components.elements.extend(LETTERS.iter().map(|letter| element(letter, TypeDefinition::Any)));
    components.elements.push(element("root", TypeDefinition::Complex(ComplexTypeId(0))));
    components.global_elements.insert(QName { namespace: None, local: "root".to_owned() }, ElementId(3));
    components.complex_types.push(ComplexType {
        name: None,
        path: "root".to_owned(),
        base: TypeDefinition::Any,
        derivation: Derivation::Restriction,
        is_abstract: false,
        block: DerivationSet::default(),
        is_final: DerivationSet::default(),
        attributes: Vec::new(),
        attribute_wildcard: None,
        content: ContentType::Elements(content),
        span: SPAN,
        docs: None,
    });
    components
}

/// Whether a word of letters is valid in the root.
fn is_valid(grammar: &Grammar<'_>, word: impl Iterator<Item = usize>) -> bool {
    let name = |local| Name { namespace: None, prefix: None, local };
    let mut validator = Validator::new(grammar, Options { most_invalid: 1, ..Options::default() });
    validator.start(name("root"), &[], &[], SPAN);
    for letter in word {
        validator.start(name(LETTERS[letter]), &[], &[], SPAN);
        validator.end();
    }
    validator.end();
    validator.finish().is_empty()
}

#[test]
fn models_match_what_they_generate() {
    let mut numbers = Numbers(7);
    let mut words: Vec<Vec<usize>> = vec![Vec::new()];
    for length in 0..5 {
        let longer: Vec<_> = words
            .iter()
            .filter(|word| word.len() == length)
            .flat_map(|word| (0..3).map(|letter| [word.as_slice(), &[letter]].concat()))
            .collect();
        words.extend(longer);
    }
    let mut matches = 0;
    for _ in 0..300 {
        let particle = random(&mut numbers, 3);
        let components = components(particle.clone());
        let grammar = Grammar::new(&components);
        for word in words.iter().filter(|_| numbers.below(8) == 0) {
            let expected = ends(&particle, word, 0).contains(&word.len());
            assert_eq!(is_valid(&grammar, word.iter().copied()), expected, "{word:?} of {particle:#?}");
            matches += usize::from(expected);
        }
    }
    assert!(matches > 100, "{matches} words match");
}

fn element(letter: u32, min: u32, max: Option<u32>) -> Particle {
    Particle { term: Term::Element { element: ElementId(letter), docs: None }, min, max, span: SPAN }
}

fn sequence(parts: Vec<Particle>, min: u32, max: Option<u32>) -> Particle {
    Particle { term: Term::Group(Compositor::Sequence, parts), min, max, span: SPAN }
}

#[test]
fn bounds_are_counted_and_not_written_out() {
    let start = Instant::now();
    let many = components(sequence(vec![element(0, 3, Some(100_000)), element(1, 1, Some(1))], 1, Some(1)));
    let grammar = Grammar::new(&many);
    let word = |count| std::iter::repeat_n(0, count).chain([1]);
    assert!(is_valid(&grammar, word(100_000)));
    assert!(!is_valid(&grammar, word(100_001)));
    assert!(!is_valid(&grammar, word(2)));
    // Which of the counters an element counts for is open.
    let nested = components(sequence(vec![element(0, 1, Some(300))], 20, Some(300)));
    let grammar = Grammar::new(&nested);
    assert!(is_valid(&grammar, std::iter::repeat_n(0, 2_000)));
    assert!(is_valid(&grammar, std::iter::repeat_n(0, 20)));
    assert!(!is_valid(&grammar, std::iter::repeat_n(0, 19)));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
