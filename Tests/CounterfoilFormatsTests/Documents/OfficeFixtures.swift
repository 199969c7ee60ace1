/// An Office Open XML document from its parts, its types added.
func office(_ parts: [(String, String)]) -> [UInt8] {
  storedZip(
    [Member("[Content_Types].xml", "<Types/>")] + parts.map { Member($0.0, xml($0.1)) })
}

/// An OpenDocument or EPUB file: its type stands first.
func openDocument(_ type: String, _ parts: [(String, String)]) -> [UInt8] {
  storedZip([Member("mimetype", type)] + parts.map { Member($0.0, xml($0.1)) })
}

private func xml(_ body: String) -> String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body }

/// A part of relationships from rows of identifier, type and target; targets with a scheme are
/// outside the document.
func relationships(_ rows: [(String, String, String)]) -> String {
  let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
  return
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    + rows.map { identifier, type, target in
      let mode = target.contains("://") ? " TargetMode=\"External\"" : ""
      return "<Relationship Id=\"\(identifier)\" Type=\"\(base)\(type)\" Target=\"\(target)\"\(mode)/>"
    }.joined() + "</Relationships>"
}

let relationshipSpace =
  "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

/// A declaration of entities that would expand without end, and one that names a file.
let hostileDocumentType =
  "<!DOCTYPE d [<!ENTITY l0 \"ha\">"
  + (1...11).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
  + "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>"
