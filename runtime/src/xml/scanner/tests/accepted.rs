//! Documents that are well formed, and their tokens.

use super::check;
use crate::xml::scanner::{Limits, Scanner, Token};
use expect_test::expect;
use std::borrow::Cow;

#[test]
fn elements_and_text() {
    check(
        [
            "<a/>",
            "<a />",
            "<a></a>",
            "<a>x</a>",
            "<DOC><ID>1</ID ><T >t</T\n></DOC>",
            "<a><b/><b></b>x<c>y</c>z</a>",
            "<a>   </a>",
            "<a>  x  </a>",
            "<DOC><A>1</A><B>2</B><A>3</A><B>4</B></DOC>",
            "<DOC><T>a<b>c</b>d</T></DOC>",
            "<a>]]x ]> ]] > ></a>",
        ],
        expect![[r#"
            <a/>
                <a> </a> end
            <a />
                <a> </a> end
            <a></a>
                <a> </a> end
            <a>x</a>
                <a> "x" </a> end
            <DOC><ID>1</ID ><T >t</T\n></DOC>
                <DOC> <ID> "1" </ID> <T> "t" </T> </DOC> end
            <a><b/><b></b>x<c>y</c>z</a>
                <a> <b> </b> <b> </b> "x" <c> "y" </c> "z" </a> end
            <a>   </a>
                <a> "   " </a> end
            <a>  x  </a>
                <a> "  x  " </a> end
            <DOC><A>1</A><B>2</B><A>3</A><B>4</B></DOC>
                <DOC> <A> "1" </A> <B> "2" </B> <A> "3" </A> <B> "4" </B> </DOC> end
            <DOC><T>a<b>c</b>d</T></DOC>
                <DOC> <T> "a" <b> "c" </b> "d" </T> </DOC> end
            <a>]]x ]> ]] > ></a>
                <a> "]]x ]> ]] > >" </a> end
        "#]],
    );
}

#[test]
fn references() {
    check(
        [
            "<T>a &lt;b&gt; &amp; &quot;c&quot; &apos;d&apos; &#65;&#x42;&#x1D11E;&#x10FFFF;</T>",
            "<T>&amp;lt; &#38;lt; &amp;amp;</T>",
            "<T>&#13;&#10;&#9;&#32;</T>",
            "<T>&#00000000000000000000065;&#x0000000000000000041;</T>",
            "<T>]]&gt; ]&#93;></T>",
            "<T>&#xD7FF;&#xE000;&#xFFFD;</T>",
        ],
        expect![[r#"
            <T>a &lt;b&gt; &amp; &quot;c&quot; &apos;d&apos; &#65;&#x42;&#x1D11E;&#x10FFFF;</T>
                <T> "a <b> & \"c\" 'd' AB𝄞\u{10ffff}" </T> end
            <T>&amp;lt; &#38;lt; &amp;amp;</T>
                <T> "&lt; &lt; &amp;" </T> end
            <T>&#13;&#10;&#9;&#32;</T>
                <T> "\r\n\t " </T> end
            <T>&#00000000000000000000065;&#x0000000000000000041;</T>
                <T> "AA" </T> end
            <T>]]&gt; ]&#93;></T>
                <T> "]]> ]]>" </T> end
            <T>&#xD7FF;&#xE000;&#xFFFD;</T>
                <T> "\u{d7ff}\u{e000}�" </T> end
        "#]],
    );
}

#[test]
fn cdata() {
    check(
        [
            "<T><![CDATA[a <b> & c]]></T>",
            "<T><![CDATA[]]></T>",
            "<T><![CDATA[a]]]]><![CDATA[>b]]></T>",
            "<T>\n  <![CDATA[abc]]>\n </T>",
            "<T>x <![CDATA[& y]]> z</T>",
            "<T><![CDATA[ ] ]] ]> <![CDATA[ &lt; <!-- ]]></T>",
            "<T><![CDATA[]]]]]></T>",
        ],
        expect![[r#"
            <T><![CDATA[a <b> & c]]></T>
                <T> CDATA "a <b> & c" </T> end
            <T><![CDATA[]]></T>
                <T> CDATA "" </T> end
            <T><![CDATA[a]]]]><![CDATA[>b]]></T>
                <T> CDATA "a]]" CDATA ">b" </T> end
            <T>\n  <![CDATA[abc]]>\n </T>
                <T> "\n  " CDATA "abc" "\n " </T> end
            <T>x <![CDATA[& y]]> z</T>
                <T> "x " CDATA "& y" " z" </T> end
            <T><![CDATA[ ] ]] ]> <![CDATA[ &lt; <!-- ]]></T>
                <T> CDATA " ] ]] ]> <![CDATA[ &lt; <!-- " </T> end
            <T><![CDATA[]]]]]></T>
                <T> CDATA "]]]" </T> end
        "#]],
    );
}

#[test]
fn line_ends() {
    check(
        [
            "<DOC>\r\n<T>a\r\nb\rc\r\r\nd</T>\r</DOC>\r\n",
            "<T><![CDATA[a\r\nb\rc\r]]></T>",
            "<T a='x\r\ny\rz\n\t&#13;&#10;&#9;'/>",
            "<T>a\r&#10;b&#13;\nc</T>",
            "<T\r\na\r=\r'1'\r/>",
        ],
        expect![[r#"
            <DOC>\r\n<T>a\r\nb\rc\r\r\nd</T>\r</DOC>\r\n
                <DOC> "\n" <T> "a\nb\nc\n\nd" </T> "\n" </DOC> end
            <T><![CDATA[a\r\nb\rc\r]]></T>
                <T> CDATA "a\nb\nc\n" </T> end
            <T a='x\r\ny\rz\n\t&#13;&#10;&#9;'/>
                <T a="x y z  \r\n\t"> </T> end
            <T>a\r&#10;b&#13;\nc</T>
                <T> "a\n\nb\r\nc" </T> end
            <T\r\na\r=\r'1'\r/>
                <T a="1"> </T> end
        "#]],
    );
}

#[test]
fn attributes() {
    check(
        [
            "<a b='1' c=\"2\"/>",
            "<a b = '1'\n\tc\n=\n\"2\"\n></a>",
            "<C k='a &amp; &quot;b&quot; > c'><X>1</X></C>",
            "<a b='\"' c=\"'\" d=''/>",
            "<a b='  x  y  '/>",
            "<a b='&lt;&#60;]]>'/>",
            "<x:a xmlns:x='urn:x' x:b='1' b='2' xml:lang='en'/>",
            "<DOC><ID x='y'>1</ID><T>t</T></DOC>",
        ],
        expect![[r#"
            <a b='1' c="2"/>
                <a b="1" c="2"> </a> end
            <a b = '1'\n\tc\n=\n"2"\n></a>
                <a b="1" c="2"> </a> end
            <C k='a &amp; &quot;b&quot; > c'><X>1</X></C>
                <C k="a & \"b\" > c"> <X> "1" </X> </C> end
            <a b='"' c="'" d=''/>
                <a b="\"" c="'" d=""> </a> end
            <a b='  x  y  '/>
                <a b="  x  y  "> </a> end
            <a b='&lt;&#60;]]>'/>
                <a b="<<]]>"> </a> end
            <x:a xmlns:x='urn:x' x:b='1' b='2' xml:lang='en'/>
                <x:a xmlns:x="urn:x" x:b="1" b="2" xml:lang="en"> </x:a> end
            <DOC><ID x='y'>1</ID><T>t</T></DOC>
                <DOC> <ID x="y"> "1" </ID> <T> "t" </T> </DOC> end
        "#]],
    );
}

#[test]
fn comments_and_processing_instructions() {
    check(
        [
            "<T>ab<!-- c -->cd</T>",
            "<DOC><!-- c --><ID>1</ID><?pi x?><T>t</T></DOC>",
            "<!----><!--->--><!-- - > < & ]]> --><a/><!-- x -->\n<?p?> <?p  ?><?p ??>",
            "<a><?p?><?xml-stylesheet href='x'?><?xm l?><?p:q > ? <a> ]]> -- ?></a>",
            "<a><!-- x --></a>",
            "<a>&#x20;<!----> </a>",
        ],
        expect![[r#"
            <T>ab<!-- c -->cd</T>
                <T> "ab" "cd" </T> end
            <DOC><!-- c --><ID>1</ID><?pi x?><T>t</T></DOC>
                <DOC> <ID> "1" </ID> <T> "t" </T> </DOC> end
            <!----><!--->--><!-- - > < & ]]> --><a/><!-- x -->\n<?p?> <?p  ?><?p ??>
                <a> </a> end
            <a><?p?><?xml-stylesheet href='x'?><?xm l?><?p:q > ? <a> ]]> -- ?></a>
                <a> </a> end
            <a><!-- x --></a>
                <a> </a> end
            <a>&#x20;<!----> </a>
                <a> " " " " </a> end
        "#]],
    );
}

#[test]
fn names() {
    check(
        [
            "<_/>",
            "<:/>",
            "<a:b:c/>",
            "<a-b.c_1·/>",
            "<élan à='1'></élan>",
            "<𐀀/>",
            "<xml/>",
            "<日本語>x</日本語>",
        ],
        expect![[r#"
            <_/>
                <_> </_> end
            <:/>
                <:> </:> end
            <a:b:c/>
                <a:b:c> </a:b:c> end
            <a-b.c_1·/>
                <a-b.c_1·> </a-b.c_1·> end
            <élan à='1'></élan>
                <élan à="1"> </élan> end
            <𐀀/>
                <𐀀> </𐀀> end
            <xml/>
                <xml> </xml> end
            <日本語>x</日本語>
                <日本語> "x" </日本語> end
        "#]],
    );
}

#[test]
fn the_prolog() {
    check(
        [
            "<?xml version='1.0'?><a/>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>é</a>",
            "<?xml version = '1.0' encoding = 'utf-8' standalone = 'yes' ?>\n<a>é</a>\n",
            "<?xml\nversion='1.1'\nstandalone='no'?><a/>",
            "<?xml version='1.0' encoding='US-ASCII'?><a/>",
            "<?xml version='1.0' encoding='ISO-8859-1'?><a>e</a>",
            "\u{FEFF}<?xml version='1.0' encoding='windows-1252'?><a>e</a>",
            "\u{FEFF}<DOC><ID>1</ID></DOC>",
            " \r\n\t<a/>",
            "\n<?xml version='1.0'?><a/>",
            "\u{FEFF} <?xml version='1.0'?><a/>",
            "<!-- x --> <?p?><a/>",
        ],
        expect![[r#"
            <?xml version='1.0'?><a/>
                <a> </a> end
            <?xml version="1.0" encoding="UTF-8"?><a>é</a>
                <a> "é" </a> end
            <?xml version = '1.0' encoding = 'utf-8' standalone = 'yes' ?>\n<a>é</a>\n
                <a> "é" </a> end
            <?xml\nversion='1.1'\nstandalone='no'?><a/>
                <a> </a> end
            <?xml version='1.0' encoding='US-ASCII'?><a/>
                <a> </a> end
            <?xml version='1.0' encoding='ISO-8859-1'?><a>e</a>
                <a> "e" </a> end
            \u{feff}<?xml version='1.0' encoding='windows-1252'?><a>e</a>
                <a> "e" </a> end
            \u{feff}<DOC><ID>1</ID></DOC>
                <DOC> <ID> "1" </ID> </DOC> end
             \r\n\t<a/>
                <a> </a> end
            \n<?xml version='1.0'?><a/>
                <a> </a> end
            \u{feff} <?xml version='1.0'?><a/>
                <a> </a> end
            <!-- x --> <?p?><a/>
                <a> </a> end
        "#]],
    );
}

#[test]
fn white_space_before_the_declaration_is_known() {
    let leading_space =
        |input: &str| Scanner::new(input.as_bytes(), Limits::default()).unwrap().leading_space();
    assert!(leading_space("\n<?xml version='1.0'?><a/>"));
    assert!(leading_space("\u{FEFF}\n<?xml version='1.0'?><a/>"));
    assert!(!leading_space("<?xml version='1.0'?><a/>"));
    assert!(!leading_space("\n<a/>"));
    assert!(!leading_space("\n<?xml-stylesheet?><a/>"));
}

#[test]
fn document_type_declarations_are_stepped_over() {
    check(
        [
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a ><a/>",
            "<?xml version='1.0'?>\n<!DOCTYPE A SYSTEM \"https://example.com/a.dtd\">\n<A/>",
            "<!DOCTYPE a SYSTEM 'a\">[.dtd' ><a/>",
            "<!DOCTYPE\na\nPUBLIC\n'-//X//Y'\n\"a'.dtd\"\n[\n]\n><a/>",
            "<!DOCTYPE a [<!ELEMENT a (#PCDATA)><!ATTLIST a b CDATA ']>\"[<' c CDATA \"'\"><!NOTATION n SYSTEM 'x'>]><a/>",
            "<!DOCTYPE a [<!-- ]> ' <!ENTITY e 'x'> --><?p ]> \" <!ENTITY?> <!ATTLIST a b CDATA '<!ENTITY'>] ><a/>",
            "<!DOCTYPE a[]><a/>",
            "<!-- x --><!DOCTYPE b SYSTEM ''><!-- y --><a/>",
        ],
        expect![[r#"
            <!DOCTYPE a><a/>
                <a> </a> end
            <!DOCTYPE a ><a/>
                <a> </a> end
            <?xml version='1.0'?>\n<!DOCTYPE A SYSTEM "https://example.com/a.dtd">\n<A/>
                <A> </A> end
            <!DOCTYPE a SYSTEM 'a">[.dtd' ><a/>
                <a> </a> end
            <!DOCTYPE\na\nPUBLIC\n'-//X//Y'\n"a'.dtd"\n[\n]\n><a/>
                <a> </a> end
            <!DOCTYPE a [<!ELEMENT a (#PCDATA)><!ATTLIST a b CDATA ']>"[<' c CDATA "'"><!NOTATION n SYSTEM 'x'>]><a/>
                <a> </a> end
            <!DOCTYPE a [<!-- ]> ' <!ENTITY e 'x'> --><?p ]> " <!ENTITY?> <!ATTLIST a b CDATA '<!ENTITY'>] ><a/>
                <a> </a> end
            <!DOCTYPE a[]><a/>
                <a> </a> end
            <!-- x --><!DOCTYPE b SYSTEM ''><!-- y --><a/>
                <a> </a> end
        "#]],
    );
}

#[test]
fn the_name_in_the_document_type_declaration() {
    let mut scanner = Scanner::new(b"<!DOCTYPE x:a SYSTEM 'b'><c/>", Limits::default()).unwrap();
    assert_eq!(scanner.doctype_name(), None);
    assert_eq!(scanner.next(), Ok(Token::Start { name: "c" }));
    assert_eq!(scanner.doctype_name(), Some("x:a"));
    let mut without = Scanner::new(b"<c/>", Limits::default()).unwrap();
    assert_eq!(without.next(), Ok(Token::Start { name: "c" }));
    assert_eq!(without.doctype_name(), None);
}

#[test]
fn plain_text_is_borrowed() {
    let borrowed = |input: &str| {
        let mut scanner = Scanner::new(input.as_bytes(), Limits::default()).unwrap();
        scanner.next().unwrap();
        let attribute = scanner.attributes().iter().all(|one| matches!(one.value, Cow::Borrowed(_)));
        let text = scanner.next().unwrap();
        (attribute, matches!(text, Token::Text { text: Cow::Borrowed(_), .. }))
    };
    assert_eq!(borrowed("<a b='x ]é'>\n x]] é > </a>"), (true, true));
    assert_eq!(borrowed("<a b='x'><![CDATA[&amp; é]]></a>"), (true, true));
    assert_eq!(borrowed("<a b='&lt;'>&lt;</a>"), (false, false));
    assert_eq!(borrowed("<a b='\n'>\r</a>"), (false, false));
}

/// Every kind of forbidden character is one, so these have to be the others.
#[test]
fn characters_at_the_edges_of_what_is_allowed() {
    check(
        [
            "<a b='\u{7F}\u{80}\u{85}'>\t\n \u{7F}\u{80}\u{85}\u{2028}\u{D7FF}\u{E000}\u{FDD0}\u{FFFD}\u{10000}\u{1FFFE}\u{10FFFF}</a>",
        ],
        expect![[r#"
        <a b='\u{7f}\u{80}\u{85}'>\t\n \u{7f}\u{80}\u{85}\u{2028}\u{d7ff}\u{e000}\u{fdd0}�𐀀\u{1fffe}\u{10ffff}</a>
            <a b="\u{7f}\u{80}\u{85}"> "\t\n \u{7f}\u{80}\u{85}\u{2028}\u{d7ff}\u{e000}\u{fdd0}�𐀀\u{1fffe}\u{10ffff}" </a> end
    "#]],
    );
}
