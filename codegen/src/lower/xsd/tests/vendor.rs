//! A schema in the style of Qualys' own, and the schemas that others use.

use super::{check, run, schema};
use expect_test::expect;
use std::path::{Path, PathBuf};

#[test]
fn qualys_style() {
    check(
        &[(
            "was/3.0/webapp.xsd",
            &schema(
                r#"<xs:element name="ServiceResponse"><xs:complexType><xs:sequence>
  <xs:element name="responseCode" type="ResponseCode"/>
  <xs:element name="count" type="xs:int" minOccurs="0"/>
  <xs:element name="data" type="ServiceResponseData" minOccurs="0"/>
</xs:sequence></xs:complexType></xs:element>
<xs:simpleType name="ResponseCode"><xs:restriction base="xs:string"><xs:enumeration value="SUCCESS"/><xs:enumeration value="NOT_FOUND"/></xs:restriction></xs:simpleType>
<xs:complexType name="Criteria"><xs:simpleContent><xs:extension base="xs:string">
  <xs:attribute name="field" type="xs:string" use="required"/>
  <xs:attribute name="operator" use="required"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="EQUALS"/></xs:restriction></xs:simpleType></xs:attribute>
</xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name="ServiceRequestFilters"><xs:sequence><xs:element name="Criteria" type="Criteria" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
<xs:complexType name="ServiceResponseData"><xs:sequence><xs:element name="WebApp" type="WebApp" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
<xs:complexType name="WebApp"><xs:all>
  <xs:element name="id" type="xs:long" minOccurs="0"/>
  <xs:element name="url" type="Url" minOccurs="0"/>
  <xs:element name="uris" type="UrlList" minOccurs="0"/>
  <xs:element name="createdDate" type="xs:dateTime" minOccurs="0"/>
</xs:all></xs:complexType>
<xs:complexType name="Cdata"><xs:simpleContent><xs:extension base="xs:string"/></xs:simpleContent></xs:complexType>
<xs:complexType name="Url"><xs:simpleContent><xs:extension base="Cdata"/></xs:simpleContent></xs:complexType>
<xs:complexType name="UrlList"><xs:all>
  <xs:element name="count" type="xs:int" minOccurs="0"/>
  <xs:element name="list" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="Url" type="Url" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="set" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="Url" type="Url" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
</xs:all></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module was/3.0/webapp from was/3.0/webapp.xsd
            root ServiceResponse: <ServiceResponse>
            type ServiceResponse (responseCode, count?, data?)
              sequence
                responseCode: enumeration <ResponseCode>
                count?: I32
                data?: <ServiceResponseData>
            type Criteria (#PCDATA)
              @field: Text required
              @operator: enumeration <Criteria/@operator> required
              value Text
            type ServiceRequestFilters (Criteria+)
              Criteria+: <Criteria>
            type ServiceResponseData (WebApp*)
              WebApp*: <WebApp>
            type WebApp all(id?, url?, uris?, createdDate?)
              all
                id?: I64
                url?: Text
                uris?: <UrlList>
                createdDate?: DateTime
            type UrlList all(count?, list?, set?)
              all
                count?: I32
                list?: <UrlList/list>
                set?: <UrlList/set>
            type UrlList/list (Url*)
              Url*: Text
            type UrlList/set (Url+)
              Url+: Text
            enumeration ResponseCode
              SUCCESS
              NOT_FOUND
            enumeration Criteria/@operator
              EQUALS
        "#]],
    );
}

/// Reads and lowers each schema in use, together with those beside it; without the unpacked suite there is nothing to do.
#[test]
fn schemas_in_use() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/suites/schemas-in-use");
    if !suite.is_dir() {
        eprintln!("skipped: the schemas in use are not unpacked beside the repository");
        return;
    }
    let mut folders = vec![suite];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        folders.extend(paths.iter().filter(|path| path.is_dir()).cloned());
        for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "xsd")) {
            let Ok(text) = std::fs::read_to_string(path) else { continue };
            run(&[("test.xsd", &text)]);
            read += 1;
        }
    }
    eprintln!("{read} schemas read");
}
