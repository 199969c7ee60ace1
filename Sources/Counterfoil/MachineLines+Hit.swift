import CounterfoilFormats
import CounterfoilModel
package import CounterfoilStore

extension MachineLines {
  /// A search result.
  /// - Parameter rank: From 1.
  package static func hit(_ hit: SearchHit, rank: Int) -> String {
    var json = JSONLine()
    json.add("rank", rank)
    json.add("file", hit.place.file)
    json.add("part", hit.place.part)
    json.add("page", hit.page)
    json.add("score", hit.score, digits: 4)
    json.add("snippet", hit.snippet)
    json.add("start", hit.start)
    json.add("end", hit.end)
    json.add("title", hit.title)
    json.add("language", hit.language)
    json.add("media_type", hit.mediaType)
    json.add("date", hit.date)
    return json.text
  }
}
