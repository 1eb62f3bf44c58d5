use super::Pattern;

/// Patterns with texts that fit, and texts that do not.
#[test]
fn matching() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        ("", &[""], &["a"]),
        ("a|b|", &["a", "b", ""], &["ab", "c"]),
        ("a|ab", &["a", "ab"], &["abb"]),
        ("(a|ab)(c|bcd)", &["ac", "abc", "abcd", "abbcd"], &["ab"]),
        ("^a$", &["^a$"], &["a"]),
        ("a?b*c+", &["c", "abbcc", "bc"], &["ab", "aac"]),
        ("a{2}", &["aa"], &["a", "aaa"]),
        ("a{2,}", &["aa", "aaaa"], &["a", ""]),
        ("a{0,2}", &["", "a", "aa"], &["aaa"]),
        ("a{0}", &[""], &["a"]),
        ("(a?){3}", &["", "aaa"], &["aaaa"]),
        ("(a*){0}", &[""], &["a"]),
        ("(a*){2,3}", &["", "aaaaaaa"], &["b"]),
        ("()*", &[""], &["a"]),
        (".", &["a", "é", "\u{10000}"], &["", "\n", "\r", "ab"]),
        (r"\.\\\?\*\+\{\}\(\)\[\]\|\-\^", &[r".\?*+{}()[]|-^"], &[]),
        (r"\n\r\t", &["\n\r\t"], &["nrt"]),
        ("[abc]", &["a", "c"], &["d", ""]),
        ("[^abc]", &["d", "\n", "^"], &["a"]),
        ("[a-c0-9-]", &["b", "5", "-"], &["d"]),
        ("[-a]", &["-", "a"], &["b"]),
        ("[a^]", &["a", "^"], &["b"]),
        (r"[\^\-\]]", &["^", "-", "]"], &["\\"]),
        ("[+-.]", &["+", ",", "-", "."], &["/"]),
        ("[a-z-[aeiou]]", &["b", "z"], &["a", "-", "["]),
        ("[a--[a]]", &["-"], &["a"]),
        ("[^a-c-[x]]", &["d", "y"], &["a", "x"]),
        ("[a-z-[b-y-[m]]]", &["a", "z", "m"], &["b", "n"]),
        ("[a-[a]]", &[], &["a", "", "b"]),
        ("a|[a-[a]]", &["a"], &[""]),
        (r"\d+", &["0123", "٣"], &["a", "²"]),
        (r"\D", &["a"], &["1"]),
        (r"\s", &[" ", "\t", "\n", "\r"], &["\u{a0}", "\u{b}"]),
        (r"\S", &["\u{a0}"], &[" "]),
        (r"\w", &["a", "1", "é", "$", "+"], &[".", " ", "-", "_", "\u{0}"]),
        (r"\W", &["."], &["a"]),
        (r"\i\c*", &["a-b", ":x", "_1"], &["1", "-a"]),
        (r"\I", &["1", "-"], &["a"]),
        (r"\C", &[" ", "—"], &["a"]),
        (r"[\i-[:]][\c-[:]]*", &["a.b"], &["a:b", ":"]),
        (r"[\d\s]", &["1", " "], &["a"]),
        (r"[^\d]", &["a"], &["1"]),
        (r"\p{Lu}\p{Ll}+", &["Abc", "Éa"], &["abc"]),
        (r"\p{L}", &["a", "A", "文"], &["1"]),
        (r"\P{L}", &["1"], &["a"]),
        (r"[\p{Nd}\P{L}]", &["1", "."], &["a"]),
        (r"\p{Cn}", &["\u{378}"], &["a"]),
        (r"\p{Zl}\P{Zp}", &["\u{2028}a"], &["\u{2028}\u{2029}"]),
        (r"\p{IsLowSurrogates}?", &[""], &["a"]),
        (r"\P{IsHighSurrogates}", &["a"], &[""]),
        (r"\p{Sc}", &["$", "€"], &["a"]),
        (r"\p{IsBasicLatin}*", &["abc ~"], &["é"]),
        (r"\P{IsLatin-1Supplement}", &["a"], &["é"]),
        (r"\p{IsPrivateUse}", &["\u{E000}", "\u{F0000}"], &["a"]),
        ("é", &["é"], &["e"]),
    ];
    for (pattern, fit, others) in rows {
        let parsed = Pattern::parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        for text in *fit {
            assert!(parsed.matches(text), "{pattern} {text:?}");
        }
        for text in *others {
            assert!(!parsed.matches(text), "{pattern} {text:?}");
        }
    }
}

#[test]
fn errors_have_places() {
    let rows = [
        ("(a", 0, "the group does not end"),
        ("a)", 1, "there is no `(` for this `)`"),
        ("ab[", 2, "the class does not end"),
        ("[]", 1, "the class is empty"),
        ("[^]", 2, "the class is empty"),
        ("a]", 1, "`]` cannot stand here"),
        ("a}", 1, "`}` cannot stand here"),
        ("*a", 0, "`*` has nothing to repeat"),
        ("a|?", 2, "`?` has nothing to repeat"),
        ("{1}", 0, "`{` has nothing to repeat"),
        ("a**", 2, "`*` repeats what is repeated already"),
        ("a{1}{2}", 4, "`{` repeats what is repeated already"),
        ("a{", 2, "a number is missing in the repetition"),
        ("a{,2}", 2, "a number is missing in the repetition"),
        ("a{1,x}", 4, "a number is missing in the repetition"),
        ("a{1", 3, "the repetition does not end"),
        ("a{2,1}", 1, "the repetition has a maximum below its minimum"),
        (r"a\", 1, r"`\` ends the pattern"),
        (r"a\e", 1, r"there is no escape `\e`"),
        (r"\1", 0, r"there is no escape `\1`"),
        (r"\p", 0, "a property has its name in braces"),
        (r"\p{Lu", 0, "a property has its name in braces"),
        (r"\p{Xx}", 0, "there is no property `Xx`"),
        (r"\p{IsNowhere}", 0, "there is no property `IsNowhere`"),
        (r"\p{ Lu}", 0, "there is no property ` Lu`"),
        ("[z-a]", 1, "the range ends before it begins"),
        ("[a-c-e]", 4, "`-` can stand for itself at the beginning or the end of a class only"),
        (r"[a-\d]", 3, "a range ends with one character"),
        (r"[\d-z]", 3, "`-` can stand for itself at the beginning or the end of a class only"),
        ("[a--b]", 3, "`-` cannot end a range"),
        ("[a-[b]c]", 6, "nothing can follow what is subtracted"),
        ("[a[b]]", 2, "`[` cannot stand here"),
        ("(?:a)", 1, "`?` has nothing to repeat"),
    ];
    for (pattern, at, message) in rows {
        let error = Pattern::parse(pattern).unwrap_err();
        assert_eq!((error.at, error.message.as_str()), (at, message), "{pattern}");
    }
}

#[test]
fn what_is_large_stays_small() {
    for pattern in [r"\p{L}{1,10000}", r"[\s\S]{0,65535}", r"(\d{1,100}[a-z]{1,100})?", "(a?){65535}"] {
        let parsed = Pattern::parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        assert!(parsed.matches("a") == (pattern != r"(\d{1,100}[a-z]{1,100})?"), "{pattern}");
        assert!(!parsed.matches(&"a".repeat(70_000)));
    }
    for pattern in ["((a{1,1000}){1,1000}){1,1000}", "(a|b{1,9}){4294967295}", "(ab?){99999999999,}"] {
        let error = Pattern::parse(pattern).unwrap_err();
        assert_eq!(error.message, "it takes too much memory to hold a text against it");
    }
    assert_eq!(Pattern::parse(&"(".repeat(10_000)).unwrap_err().message, "groups are nested too deep");
    assert_eq!(Pattern::parse(&"[a-".repeat(10_000)).unwrap_err().message, "groups are nested too deep");
    // Backtracking would take for ever.
    let parsed = Pattern::parse("(a*)*(a|aa)*b").unwrap();
    assert!(!parsed.matches(&"a".repeat(10_000)));
    let all: String = ('\u{4E00}'..'\u{9FA5}').collect();
    assert!(Pattern::parse(&format!("[{all}]|{all}")).unwrap().matches("文"));
}

#[test]
fn all_properties_are_known() {
    for property in
        "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn"
            .split(' ')
    {
        assert!(Pattern::parse(&format!(r"\p{{{property}}}\P{{{property}}}")).is_ok(), "{property}");
    }
    assert!(Pattern::parse(r"\p{Cs}").is_err());
}
