package org.hamroh.authoring;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the API says of versions, the draft and notices.
final class ScriptView {

  private ScriptView() {}

  /// Everything that a page needs first.
  ///
  /// @param publishing what is being published now; absent when nothing is
  /// @param files      of the draft, which are those on the line where it changes nothing
  record State(
      VersionView published,
      DraftView draft,
      @Nullable PublishingView publishing,
      List<NoticeView> notices,
      List<String> languages,
      String defaultLanguage,
      List<FileView> files) {}

  record VersionView(int number, Instant createdAt, String author, String note, String kind) {
    static VersionView of(Version version) {
      return new VersionView(
          version.number(),
          version.createdAt(),
          version.author(),
          version.note(),
          version.kind().word());
    }
  }

  /// @param conflicts files that others have published a change of since
  record DraftView(
      long revision,
      String changedBy,
      @Nullable Instant changedAt,
      boolean empty,
      List<ChangeView> changes,
      List<String> conflicts) {
    static DraftView of(Draft draft, List<String> conflicts) {
      return new DraftView(
          draft.revision(),
          draft.changedBy(),
          draft.changedAt(),
          draft.isEmpty(),
          draft.changes().stream().map(ChangeView::of).toList(),
          conflicts);
    }
  }

  /// @param how `added`, `removed` or `changed`
  record ChangeView(String path, String how, String changedBy, Instant changedAt) {
    static ChangeView of(Draft.Change change) {
      String how =
          change.text().isEmpty() ? "removed" : change.beganFrom().isEmpty() ? "added" : "changed";
      return new ChangeView(change.path(), how, change.changedBy(), change.changedAt());
    }
  }

  /// A file of the draft: who changed it last, on the line or in the draft.
  record FileView(String path, boolean inDraft, String changedBy, Instant changedAt) {}

  /// @param done sounds made, of `all`; 0 of 0 while it is checked
  record PublishingView(String author, Instant startedAt, int done, int all) {
    static PublishingView of(Publishing.State state) {
      return new PublishingView(state.author(), state.startedAt(), state.done(), state.all());
    }
  }

  record NoticeView(String kind, Map<String, String> details, List<ProblemView> problems) {
    static NoticeView of(Notice notice) {
      return new NoticeView(
          notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          notice.details(),
          notice.problems().stream().map(ProblemView::of).toList());
    }
  }

  /// A file of one state.
  ///
  /// @param revision of the draft at that moment: to be sent back when it is saved
  record FileText(String path, String of, String text, long revision) {}

  /// @param published present when the new version is on the line
  record Outcome(
      @Nullable VersionView published, @Nullable PublishingView publishing, DraftView draft) {}

  record Versions(List<VersionView> versions, @Nullable String next) {}
}
