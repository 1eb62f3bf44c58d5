//! Which of several names another one may be a slip of.

/// The candidate nearest to `name`, if one is near.
pub(crate) fn similar<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name: Vec<char> = plain(name).take(LONGEST + 1).collect();
    let limit = (name.len() / 3).min(3);
    candidates
        .into_iter()
        .take(CANDIDATES)
        .filter_map(|candidate| {
            let plain: Vec<char> = plain(candidate).take(LONGEST + 1).collect();
            let is_comparable =
                name.len().max(plain.len()) <= LONGEST && name.len().abs_diff(plain.len()) <= limit;
            let distance =
                is_comparable.then(|| distance(&name, &plain)).filter(|distance| *distance <= limit);
            distance.map(|distance| (distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Longer names are not compared.
const LONGEST: usize = 64;

/// More candidates are not looked at.
const CANDIDATES: usize = 1_000;

/// A name without case and punctuation.
fn plain(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// How many characters have to be put in, taken out, replaced or exchanged with their neighbour.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut last = None;
    for (index, &character) in one.iter().enumerate() {
        let mut next = vec![index + 1];
        let mut last_of_other = None;
        for (at, &opposite) in other.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut least = cell(&row, at) + usize::from(character != opposite);
            least = least.min(cell(&row, at + 1) + 1).min(cell(&next, at) + 1);
            if at > 0 && last == Some(opposite) && last_of_other == Some(character) {
                least = least.min(cell(&before, at - 1) + 1);
            }
            next.push(least);
            last_of_other = Some(opposite);
        }
        last = Some(character);
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(one.len())
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn slips() {
        let names = ["option_id", "option_title", "target", "start_date", "id"];
        for (slip, meant) in [
            ("option_tilte", Some("option_title")),
            ("optionid", Some("option_id")),
            ("Target", Some("target")),
            ("targets", Some("target")),
            ("start_dates_utc", None),
            ("xx", None),
            ("", None),
        ] {
            assert_eq!(similar(slip, names), meant, "{slip}");
        }
    }
}
