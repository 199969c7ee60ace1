/// Dates as mail writes them: `Tue, 5 Mar 2024 08:30:00 +0800 (CST)` (RFC 5322).
package enum MailDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  /// Hours from UTC. Zones RFC 5322 does not list mean UTC there, and so here.
  private static let zones = [
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
  ]

  /// ISO 8601 in UTC to the second; nil where the date cannot be read.
  package static func iso8601(_ text: String) -> String? {
    let parts = text.lowercased().split { $0 == " " || $0 == "," || $0 == "\t" }
    var day: Int?
    var month: Int?
    var year: Int?
    var seconds: Int?
    var offset = 0
    for part in parts {
      if part.hasPrefix("(") { break }
      if part.contains(":"), seconds == nil {
        let numbers = part.split(separator: ":").map { Int($0) }
        guard numbers.count >= 2, let hour = numbers[0], let minute = numbers[1],
          (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        let second = numbers.count > 2 ? numbers[2] ?? 0 : 0
        guard (0...60).contains(second) else { return nil }
        seconds = hour * 3600 + minute * 60 + min(second, 59)
      } else if let index = months.firstIndex(where: { part.hasPrefix($0) }), month == nil {
        month = index + 1
      } else if seconds != nil, let sign = part.first, sign == "+" || sign == "-",
        part.utf8.count == 5, let zone = Int(part.dropFirst())
      {
        offset = (zone / 100 * 60 + zone % 100) * 60 * (sign == "-" ? -1 : 1)
      } else if let hours = zones[String(part)] {
        offset = hours * 3600
      } else if let number = Int(part), number >= 0 {
        if day == nil, (1...31).contains(number) {
          day = number
        } else if year == nil {
          // Two and three digit years as RFC 5322, 4.3 reads them.
          year = number < 50 ? number + 2000 : number < 1000 ? number + 1900 : number
        }
      }
    }
    guard let day, let month, let year, (1900...9999).contains(year) else { return nil }
    let total = days(year: year, month: month, day: day) * 86_400 + (seconds ?? 0) - offset
    return iso8601(secondsSince1970: total)
  }

  /// Days since 1970-01-01 in the Gregorian calendar.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// ISO 8601 in UTC to the second.
  static func iso8601(secondsSince1970 total: Int) -> String {
    var dayCount = total / 86_400
    var second = total % 86_400
    if second < 0 {
      second += 86_400
      dayCount -= 1
    }
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(iso8601Date(days: dayCount))T\(padded(second / 3600)):"
      + "\(padded(second / 60 % 60)):\(padded(second % 60))Z"
  }

  /// A day of the Gregorian calendar, counted from 1970-01-01: `2024-03-05`.
  static func iso8601Date(days: Int) -> String {
    let z = days + 719_468
    let era = z / 146_097
    let ofEra = z - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(year)-\(padded(month))-\(padded(day))"
  }
}
