package org.hamroh.screening;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.cases.CaseId;
import org.hamroh.phone.CallerKey;
import org.hamroh.screening.ScreeningRules.Meaning;

/// One screening, as far as it has come.
///
/// @param id       `s-` and 16 hexadecimal digits
/// @param contact  the call's id, or `w-…` for who came without calling; empty on a case alone
/// @param caller   empty when withheld or unknown
/// @param rules    that it was made with
/// @param language of the questions: `tg`, `ru`, `en`
/// @param version  counts changes, from 1
/// @param level    by the rule
/// @param set      by a person, who said why
/// @param ended    empty while it goes on
public record Screening(
    String id,
    Optional<String> contact,
    Optional<CaseId> matter,
    Optional<CallerKey> caller,
    ScreeningRules rules,
    String language,
    long version,
    End end,
    Sheet sheet,
    Level level,
    Optional<SetLevel> set,
    Deed created,
    Deed changed,
    Optional<Deed> ended) {

  /// How it ended.
  public enum End {
    OPEN,
    /// All was asked that was to be asked.
    DONE,
    /// The caller or the operator did not want to go on.
    STOPPED,
    /// The caller cannot speak freely.
    UNSAFE;

    /// As tables, pages and the API have it.
    public String word() {
      return this == OPEN ? "" : name().toLowerCase(Locale.ROOT);
    }

    static End of(String word) {
      return word.isEmpty() ? OPEN : valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// A person judged otherwise than the rule.
  public record SetLevel(Level level, String by, String why) {}

  /// Who did it, and when.
  public record Deed(String by, Instant at) {}

  public boolean isOpen() {
    return end == End.OPEN;
  }

  /// What counts: the person's judgement, where there is one.
  public Level weighed() {
    return set.map(SetLevel::level).orElse(level);
  }

  /// What the rule says, with its reasons.
  public Result result() {
    return rules.judge(sheet.answers());
  }

  /// Whether the caller has said that it is safe to talk.
  public boolean isSafeToTalk() {
    return sheet.answer(rules.opening(Meaning.SAFE).id()) == Answer.YES;
  }

  Screening with(long nextVersion, Sheet written, End how, Optional<SetLevel> judged, Deed change) {
    return new Screening(
        id,
        contact,
        matter,
        caller,
        rules,
        language,
        nextVersion,
        how,
        written,
        rules.judge(written.answers()).level(),
        judged,
        created,
        change,
        how == End.OPEN ? Optional.empty() : ended.or(() -> Optional.of(change)));
  }

  Screening of(CaseId id) {
    return new Screening(
        this.id,
        contact,
        Optional.of(id),
        caller,
        rules,
        language,
        version,
        end,
        sheet,
        level,
        set,
        created,
        changed,
        ended);
  }
}
