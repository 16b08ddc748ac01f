package org.hamroh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.store.Database;

/// The columns in which words and numbers of persons stand, held against what is in the house.
final class SeenColumns {

  private static final Pattern COLUMN =
      Pattern.compile("(?:sealed|keyed|open) ([a-z_]+): ([a-z_ ]+?)(?: \\|.*)?");

  /// Columns that no page reads, or whose room has its own proof.
  private static final Map<String, String> NOT_HERE =
      Map.ofEntries(
          Map.entry("contact_aside.body_sealed", "a draft that was late; its writer's own page"),
          Map.entry("case_section_text.text_sealed", "older versions; no page shows them"),
          Map.entry("voice_message.number_sealed", "read by the dialer alone"),
          Map.entry("voice_message.sound_key", "keys are shown nowhere"),
          Map.entry("referral_step.note_sealed", "of a partner's answer; PartnerPagesTest"),
          Map.entry("referral_consent.reason_sealed", "of a life at risk; ReferralRoutes"),
          Map.entry("opt_out.number", "read by the gate alone"),
          Map.entry("receipt_early.number", "read by the gateway alone"),
          Map.entry("incoming_part.number", "read by the gateway alone"),
          Map.entry("incoming_part.octets", "read by the gateway alone"),
          Map.entry("opt_in.number", "read by the gate alone"),
          Map.entry("erasure.work_sealed", "the eraser's own work"),
          Map.entry("campaign_heard.number", "counted, and read by the dialer"),
          Map.entry("campaign_step.note", "what staff say of a campaign"),
          Map.entry("campaign_call.number", "read by the dialer alone"),
          Map.entry("call_listener.number", "counted, and read by the dialer"),
          Map.entry("poll_text.text", "written for all"),
          Map.entry("campaign.audience", "no person's"),
          Map.entry("campaign_report.body", "counts, of nobody"),
          Map.entry("campaign_text.text", "written for all"),
          Map.entry("caller_profile.answers", "chosen from lists; CallerRoutes"),
          Map.entry("web_answers.answer", "given again to who got it; see the test of retries"),
          Map.entry("roster_person.mobile", "of colleagues; RosterRoutes"));

  /// Columns with a person's words or number in which nothing stands here: nobody could see
  /// whether they are shown.
  static List<String> empty(Database database) throws IOException {
    List<String> empty = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/schema/text-columns.txt"))) {
      Matcher found = COLUMN.matcher(line);
      if (found.matches()) {
        for (String column : found.group(2).split(" ", -1)) {
          String name = found.group(1) + "." + column;
          if (!NOT_HERE.containsKey(name) && isEmpty(database, found.group(1), column)) {
            empty.add(name);
          }
        }
      }
    }
    return empty;
  }

  private static boolean isEmpty(Database database, String table, String column) {
    return database.read(
        handle ->
            handle
                    .createQuery(
                        "select count(*) from "
                            + table
                            + " where coalesce("
                            + column
                            + ", '') <> ''")
                    .mapTo(Long.class)
                    .one()
                == 0);
  }

  private SeenColumns() {}
}
