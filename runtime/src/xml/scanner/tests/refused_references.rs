//! References and declarations of entities that are refused.

use super::check;
use expect_test::expect;

#[test]
fn entities() {
    check(
        [
            "<!DOCTYPE DOC [<!ELEMENT DOC (ID)><!ENTITY e \"x>y\">]><DOC><ID>1</ID></DOC>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>",
            "<!DOCTYPE a [<!ENTITY",
            "<!DOCTYPE a [%p;]><a/>",
            "<T>a&nbsp;b</T>",
            "<T b='&foo;'/>",
            "<T>&LT;</T>",
            "<T>&%p;</T>",
            "<T>a & b</T>",
            "<T>AT&T</T>",
            "<T>&</T>",
            "<T>&;</T>",
            "<T>&&amp;</T>",
            "<T a='&'/>",
            "<T a='x&y=z'/>",
            "<T>&amp</T>",
            "<T>&amp ;</T>",
            "<T>&#65</T>",
            "<T>&#</T>",
            "<T>&#;</T>",
            "<T>&#x;</T>",
            "<T>&#X41;</T>",
            "<T>&#6g;</T>",
            "<T>&#xG;</T>",
            "<T>&#+65;</T>",
            "<T>&#0;</T>",
            "<T>&#x1f;</T>",
            "<T a='&#8;'/>",
            "<T>&#xD800;</T>",
            "<T>&#xFFFE;</T>",
            "<T>&#x110000;</T>",
            "<T>&#99999999999999999999;</T>",
            "&lt;",
            "<a/>&lt;",
        ],
        expect![[r#"
            <!DOCTYPE DOC [<!ELEMENT DOC (ID)><!ENTITY e "x>y">]><DOC><ID>1</ID></DOC>
                1:35: the DOCTYPE declares the entity `e`; documents with entities of their own are refused
            <!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>
                1:14: the DOCTYPE declares the entity `p`; documents with entities of their own are refused
            <!DOCTYPE a [<!ENTITY
                1:14: the DOCTYPE declares an entity; documents with entities of their own are refused
            <!DOCTYPE a [%p;]><a/>
                1:14: the DOCTYPE refers to the parameter entity `%p;`; documents with entities of their own are refused
            <T>a&nbsp;b</T>
                <T> 1:5: the entity `&nbsp;` is not declared; expected `&lt;`, `&gt;`, `&amp;`, `&quot;`, `&apos;` or a character reference
            <T b='&foo;'/>
                1:7: the entity `&foo;` is not declared; expected `&lt;`, `&gt;`, `&amp;`, `&quot;`, `&apos;` or a character reference
            <T>&LT;</T>
                <T> 1:4: the entity `&LT;` is not declared; expected `&lt;`, `&gt;`, `&amp;`, `&quot;`, `&apos;` or a character reference
            <T>&%p;</T>
                <T> 1:4: `&` that begins no reference; expected `&amp;`
            <T>a & b</T>
                <T> 1:6: `&` that begins no reference; expected `&amp;`
            <T>AT&T</T>
                <T> 1:6: the reference `&T` is not closed; expected `;` behind it
            <T>&</T>
                <T> 1:4: `&` that begins no reference; expected `&amp;`
            <T>&;</T>
                <T> 1:4: `&` that begins no reference; expected `&amp;`
            <T>&&amp;</T>
                <T> 1:4: `&` that begins no reference; expected `&amp;`
            <T a='&'/>
                1:7: `&` that begins no reference; expected `&amp;`
            <T a='x&y=z'/>
                1:8: the reference `&y` is not closed; expected `;` behind it
            <T>&amp</T>
                <T> 1:4: the reference `&amp` is not closed; expected `;` behind it
            <T>&amp ;</T>
                <T> 1:4: the reference `&amp` is not closed; expected `;` behind it
            <T>&#65</T>
                <T> 1:4: the reference `&#65` is not closed; expected `;` behind it
            <T>&#</T>
                <T> 1:4: the reference `&#` is not closed; expected `;` behind it
            <T>&#;</T>
                <T> 1:4: the reference `&#;` is to no character that XML allows
            <T>&#x;</T>
                <T> 1:4: the reference `&#x;` is to no character that XML allows
            <T>&#X41;</T>
                <T> 1:4: the reference `&#X41;` is to no character that XML allows
            <T>&#6g;</T>
                <T> 1:4: the reference `&#6g;` is to no character that XML allows
            <T>&#xG;</T>
                <T> 1:4: the reference `&#xG;` is to no character that XML allows
            <T>&#+65;</T>
                <T> 1:4: the reference `&#` is not closed; expected `;` behind it
            <T>&#0;</T>
                <T> 1:4: the reference `&#0;` is to no character that XML allows
            <T>&#x1f;</T>
                <T> 1:4: the reference `&#x1f;` is to no character that XML allows
            <T a='&#8;'/>
                1:7: the reference `&#8;` is to no character that XML allows
            <T>&#xD800;</T>
                <T> 1:4: the reference `&#xD800;` is to no character that XML allows
            <T>&#xFFFE;</T>
                <T> 1:4: the reference `&#xFFFE;` is to no character that XML allows
            <T>&#x110000;</T>
                <T> 1:4: the reference `&#x110000;` is to no character that XML allows
            <T>&#99999999999999999999;</T>
                <T> 1:4: the reference `&#99999999999999999999;` is to no character that XML allows
            &lt;
                1:1: `&lt;` outside the root element; expected markup or white space there
            <a/>&lt;
                <a> </a> 1:5: `&lt;` outside the root element; expected markup or white space there
        "#]],
    );
}
