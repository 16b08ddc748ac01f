package org.hamroh.screening;

import java.util.Map;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.screening.Screening.Deed;
import org.jdbi.v3.core.Handle;

/// What a case's timeline hears of the screenings that hang on it: that one has ended, and how
/// urgent it is; no answer, no word.
public final class ScreenedCases {

  private ScreenedCases() {}

  /// A screening has ended; nobody is told when it hangs on no case.
  static void ended(Handle handle, CaseDoor door, Screening one, Deed deed) {
    one.matter().ifPresent(matter -> tell(handle, door, matter, one.id(), one.weighed(), deed));
  }

  private static void tell(
      Handle handle, CaseDoor door, CaseId matter, String id, Level level, Deed deed) {
    door.tell(
        handle,
        matter,
        new CaseDoor.Happening(
            Screenings.KIND, deed.by(), deed.at(), Map.of("screening", id, "level", level.word())));
  }

  /// A case was opened out of a conversation: its screenings belong to the case from then on, and
  /// its timeline tells of those that have ended.
  public static void attach(Handle handle, CaseDoor door, String contact, CaseId matter) {
    for (ScreeningStore.Loose one : ScreeningStore.loose(handle, contact)) {
      ScreeningStore.attach(handle, one.id(), matter);
      one.ended().ifPresent(ended -> tell(handle, door, matter, one.id(), one.level(), ended));
    }
  }
}
