package org.hamroh.erasure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Answers of the API are kept for a day, so that a request that is sent twice is done once. Those
/// that tell of the person go before their time.
final class KeptRequests {

  private record Row(String who, String path, String key, String answer) {}

  private KeptRequests() {}

  static void erase(Handle handle, Traces of) {
    Set<String> names = names(of);
    List<Row> gone = new ArrayList<>();
    handle
        .createQuery("select who, path, request_key, answer from web_answers")
        .map(
            (row, context) ->
                new Row(
                    row.getString("who"),
                    row.getString("path"),
                    row.getString("request_key"),
                    row.getString("answer")))
        .forEach(
            row -> {
              String told = row.path + " " + plain(row.answer);
              if (names.stream().anyMatch(told::contains)) {
                gone.add(row);
              }
            });
    for (Row row : gone) {
      handle.execute(
          "delete from web_answers where who = ? and path = ? and request_key = ?",
          row.who,
          row.path,
          row.key);
    }
  }

  private static Set<String> names(Traces of) {
    Set<String> names = new LinkedHashSet<>(of.subject().keys());
    of.subject().numbers().forEach(number -> names.add(number.substring(1)));
    names.addAll(of.cases());
    names.addAll(of.records());
    names.addAll(of.calls());
    names.addAll(of.screenings());
    names.addAll(of.voices());
    names.addAll(of.referrals());
    names.addAll(of.attachments());
    return names;
  }

  private static String plain(String answer) {
    try {
      return new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return answer; // not ours, and looked at as it lies there
    }
  }
}
