package org.hamroh.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;

/// From the first word to the last check: who wrote, who checked, and what is missing before a
/// campaign may run. Everything is told by its steps, so an edit takes back all checks by being
/// later than they are.
public final class Workflow {

  static final int LONGEST_NOTE = 500;

  private final Database database;
  private final Drafting drafting;
  private final Function<Campaign, Preview> previews;
  private final long approvalAbove;
  private final Clock clock;

  Workflow(
      Database database,
      Drafting drafting,
      Function<Campaign, Preview> previews,
      long approvalAbove,
      Clock clock) {
    this.database = database;
    this.drafting = drafting;
    this.previews = previews;
    this.approvalAbove = approvalAbove;
    this.clock = clock;
  }

  /// @param by login name
  /// @throws ProblemsException when something of it cannot be kept
  public long create(Campaign.Wish wish, String by) {
    Instant now = clock.instant();
    Campaign.Wish kept = drafting.kept(wish, now);
    return database.write(
        handle -> {
          long id = CampaignStore.create(handle, kept, by, now);
          StepStore.add(handle, id, Step.Kind.WRITTEN, by, "", now);
          return id;
        });
  }

  /// Changes what has not begun: a draft again, with every check still to come.
  ///
  /// @throws ProblemsException when something cannot be kept, or it has begun
  public void edit(long id, Campaign.Wish wish, String by) {
    Instant now = clock.instant();
    Campaign.Wish kept = drafting.kept(wish, now);
    done(
        id,
        "changed",
        handle -> {
          Campaign campaign = CampaignStore.find(handle, id).orElseThrow();
          if (!campaign.state().canBeWritten() || campaign.seriesId() != 0) {
            return false;
          }
          CampaignStore.move(handle, id, campaign.state(), CampaignState.DRAFT);
          CampaignStore.write(handle, id, kept);
          StepStore.add(handle, id, Step.Kind.WRITTEN, by, "", now);
          return true;
        });
  }

  /// Hands a draft to those who check it.
  ///
  /// @throws ProblemsException with everything that is wrong with it
  public void submit(Campaign campaign, String by, String note) {
    mustBeWhole(campaign);
    done(
        campaign.id(),
        "submitted",
        handle ->
            unchanged(handle, campaign)
                && CampaignStore.move(
                    handle, campaign.id(), CampaignState.DRAFT, CampaignState.SUBMITTED)
                && step(handle, campaign.id(), Step.Kind.SUBMITTED, by, note));
  }

  /// Somebody has looked at it and found it right.
  ///
  /// @param check one of [Checks#ALL]
  /// @param seen  number of the writing that was looked at; 0: the one that there is
  /// @throws ProblemsException when this person may not, when it was changed since, or when
  ///                           something before it is missing
  public void check(Campaign campaign, Step.Kind check, String by, String note, long seen) {
    List<Step.Kind> before = new ArrayList<>();
    if (check == Step.Kind.APPROVED) {
      Preview preview = mustBeWhole(campaign);
      before.addAll(Checks.needed(campaign, preview.recipients(), approvalAbove));
      before.remove(Step.Kind.APPROVED);
    }
    done(
        campaign.id(),
        "checked",
        handle -> {
          Campaign now = CampaignStore.find(handle, campaign.id()).orElseThrow();
          Checks checks = Checks.of(StepStore.of(handle, campaign.id()));
          if (now.state() != CampaignState.SUBMITTED) {
            return false;
          }
          if (seen != 0 && seen != checks.lastWriting()) {
            throw refused(now, "was changed since you looked at it", "look at it again");
          }
          checks
              .closedTo(by, check)
              .ifPresent(
                  why -> {
                    throw refused(now, why, "ask somebody else");
                  });
          List<Step.Kind> missing = checks.missing(before);
          if (!missing.isEmpty()) {
            throw refused(now, "lacks " + Checks.words(missing), "see to that first");
          }
          return step(handle, campaign.id(), check, by, note);
        });
  }

  /// Somebody has looked at it and wants it changed.
  ///
  /// @throws ProblemsException when nobody waits for it to be checked
  public void sendBack(Campaign campaign, String by, String note) {
    done(
        campaign.id(),
        "sent back",
        handle ->
            CampaignStore.move(handle, campaign.id(), CampaignState.SUBMITTED, CampaignState.DRAFT)
                && step(handle, campaign.id(), Step.Kind.RETURNED, by, note));
  }

  /// What a campaign needs before it may run.
  ///
  /// @param needed  in their order
  /// @param missing of them
  /// @param writing number of the step with which it was last written
  public record Standing(List<Step.Kind> needed, List<Step.Kind> missing, long writing) {}

  /// @param recipients of its preview
  public Standing standing(Campaign campaign, long recipients) {
    List<Step.Kind> needed = Checks.needed(campaign, recipients, approvalAbove);
    Checks checks = Checks.of(database.read(handle -> StepStore.of(handle, campaign.id())));
    return new Standing(needed, checks.missing(needed), checks.lastWriting());
  }

  public List<Step> steps(Campaign campaign) {
    return database.read(handle -> StepStore.of(handle, campaign.id()));
  }

  /// @throws ProblemsException when something is wrong with it, or a check is missing
  void mustBeReady(Campaign campaign) {
    Preview preview = mustBeWhole(campaign);
    List<Step.Kind> missing = standing(campaign, preview.recipients()).missing();
    if (!missing.isEmpty()) {
      throw refused(
          campaign,
          "has %d recipients and lacks %s".formatted(preview.recipients(), Checks.words(missing)),
          "submit it and have it checked");
    }
  }

  /// Whether nothing was written since it was read: what was judged is what goes out.
  boolean unchanged(Handle handle, Campaign campaign) {
    return CampaignStore.find(handle, campaign.id())
        .filter(
            now ->
                now.texts().equals(campaign.texts())
                    && now.audience().equals(campaign.audience())
                    && now.schedule().equals(campaign.schedule()))
        .isPresent();
  }

  private Preview mustBeWhole(Campaign campaign) {
    Preview preview = previews.apply(campaign);
    if (!preview.problems().isEmpty()) {
      throw new ProblemsException(
          preview.problems().stream()
              .map(what -> Problem.of("campaign " + campaign.id(), what, ""))
              .toList());
    }
    return preview;
  }

  private boolean step(Handle handle, long id, Step.Kind kind, String by, String note) {
    StepStore.add(handle, id, kind, by, shortened(note), clock.instant());
    return true;
  }

  static String shortened(String note) {
    String stripped = note.strip();
    return stripped.length() <= LONGEST_NOTE ? stripped : stripped.substring(0, LONGEST_NOTE);
  }

  private void done(long id, String how, Database.Work<Boolean> work) {
    if (!Refusals.rethrowing(() -> database.write(work))) {
      throw Refusals.movedOn(id, how);
    }
  }

  private static ProblemsException refused(Campaign campaign, String what, String remedy) {
    return new ProblemsException(Problem.of("campaign " + campaign.id(), what, remedy));
  }
}
