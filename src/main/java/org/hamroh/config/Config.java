package org.hamroh.config;

import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hamroh.agi.AgiConfig;
import org.hamroh.alarm.AlarmConfig;
import org.hamroh.ami.AmiConfig;
import org.hamroh.backup.BackupConfig;
import org.hamroh.callback.CallbackConfig;
import org.hamroh.campaign.CampaignConfig;
import org.hamroh.gate.GateConfig;
import org.hamroh.inbox.InboxConfig;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.lookup.LookupConfig;
import org.hamroh.mail.MailConfig;
import org.hamroh.operator.LoginConfig;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.pbx.AsteriskSettings;
import org.hamroh.pbx.DialplanTiming;
import org.hamroh.pbx.PbxConfig;
import org.hamroh.referral.ReferralConfig;
import org.hamroh.roster.RosterConfig;
import org.hamroh.selftest.SelfTestConfig;
import org.hamroh.sms.SmsConfig;
import org.hamroh.store.StoreConfig;
import org.hamroh.voice.VoiceConfig;
import org.hamroh.voicemail.VoicemailConfig;
import org.hamroh.web.WebConfig;
import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;

/// One installation's settings, as `deploy/hamroh.yaml` and the environment give them.
///
/// @param numbers which script answers which dialled number; `recording` is no script: there the
///                staff records prompts
/// @param voice   who speaks what no one has recorded
/// @param lookups web services that scripts may ask, by name
/// @param mail    for letters to staff; absent: nobody gets one
/// @param gate    what may go out, to whom and when; may be left out
/// @param voicemail which voice messages are urgent, and how long they are kept; may be left out
/// @param callbacks how people are called back; may be left out
/// @param alarms  which of the staff are told at once when something is wrong; absent: the console
///                alone tells
/// @param login   whether people log in with a code, too; may be left out
/// @param referrals where partners reach our pages, and when they are due; may be left out
/// @param backup  where copies of the store are kept; absent: nobody makes any by itself
/// @param inbox   how much is answered by itself; may be left out
/// @param campaigns from how many recipients on a second person approves; may be left out
/// @param roster  missed rings, overflow, reasons of pauses; may be left out
/// @param selfTest how often the line rings itself; may be left out
public record Config(
    Site site,
    WebConfig web,
    AgiConfig agi,
    AmiConfig ami,
    PbxConfig pbx,
    Map<String, String> numbers,
    StoreConfig store,
    SmsConfig sms,
    VoiceConfig voice,
    Privacy privacy,
    Map<String, LookupConfig> lookups,
    @Nullable MailConfig mail,
    @Nullable GateConfig gate,
    @Nullable CallbackConfig callbacks,
    @Nullable AlarmConfig alarms,
    @Nullable SelfTestConfig selfTest,
    @Nullable VoicemailConfig voicemail,
    @Nullable LoginConfig login,
    @Nullable RosterConfig roster,
    @Nullable ReferralConfig referrals,
    @Nullable BackupConfig backup,
    @Nullable InboxConfig inbox,
    @Nullable CampaignConfig campaigns) {

  /// What is asked of campaigns; as usual when the file says nothing.
  public CampaignConfig broadcasting() {
    return campaigns == null ? CampaignConfig.STANDARD : campaigns;
  }

  /// How people log in; with a code when the file does not say.
  public LoginConfig loggingIn() {
    return login == null ? LoginConfig.STANDARD : login;
  }

  /// How much is answered by itself; as usual when the file says nothing.
  public InboxConfig writtenTo() {
    return inbox == null ? InboxConfig.STANDARD : inbox;
  }

  /// The rules for what goes out; the standard ones when the file names none.
  public GateConfig outgoing() {
    return gate == null ? GateConfig.STANDARD : gate;
  }

  /// The rules for voice messages; the standard ones when the file names none.
  public VoicemailConfig messages() {
    return voicemail == null ? VoicemailConfig.STANDARD : voicemail;
  }

  /// How people are called back; as usual when the file says nothing.
  public CallbackConfig callingBack() {
    return callbacks == null ? CallbackConfig.STANDARD : callbacks;
  }

  /// Who is told of alarms; nobody when the file names none.
  public AlarmConfig toBeAlarmed() {
    return alarms == null ? AlarmConfig.NOBODY : alarms;
  }

  /// How the line proves itself; as usual when the file does not say.
  public SelfTestConfig proving() {
    return selfTest == null ? SelfTestConfig.STANDARD : selfTest;
  }

  /// How partners are written to; as usual when the file says nothing.
  public ReferralConfig sendingOn() {
    return referrals == null ? ReferralConfig.STANDARD : referrals;
  }

  /// Where copies of the store go; empty when none are made.
  public Optional<BackupConfig> backups() {
    return Optional.ofNullable(backup);
  }

  /// The rules for operators; as usual when the file says nothing.
  public RosterConfig staffing() {
    return roster == null ? RosterConfig.STANDARD : roster;
  }

  /// The same settings for a demonstration that rings and writes to nobody: no quiet hours, whoever
  /// has the password may come in, so that scripts can, and the line rings itself through the
  /// pretended carrier, if there is one.
  public Config forDemonstration() {
    SelfTestConfig proving =
        pretendedCarrier()
            .map(
                trunk ->
                    proving()
                        .orThrough(
                            trunk.name(),
                            Map.of(
                                numberOf(ScriptBook.DEFAULT_SCRIPT),
                                Objects.requireNonNull(trunk.out()).callerId())))
            .orElse(proving());
    return new Config(
        site,
        web,
        agi,
        ami,
        pbx,
        numbers,
        store,
        sms,
        voice,
        privacy,
        lookups,
        mail,
        outgoing().atAnyHour(),
        callbacks,
        alarms,
        proving,
        voicemail,
        loggingIn().withoutDuty(),
        roster,
        referrals,
        backup,
        inbox,
        campaigns);
  }

  /// The carrier on this machine that takes calls out: nobody's real one.
  public Optional<PbxConfig.Trunk> pretendedCarrier() {
    return pbx.trunks().stream()
        .filter(trunk -> trunk.out() != null && trunk.host().startsWith("127."))
        .findFirst();
  }

  /// @param name            how the hotline is called on the console
  /// @param timeZone        where the site's clock hangs, `Asia/Dushanbe`
  /// @param languages       spoken by menus, first choice first: `tg`, `ru`
  /// @param defaultLanguage for callers who choose none
  public record Site(
      String name, java.time.ZoneId timeZone, List<String> languages, String defaultLanguage) {}

  /// @param rememberLanguage whether a caller is known again, and not asked for the language twice
  /// @param recordTextMonths how long what operators wrote by hand is kept
  public record Privacy(boolean rememberLanguage, @Nullable Integer recordTextMonths) {

    /// A year: wages and papers of a season are settled by then.
    private static final Period RECORD_TEXTS = Period.ofMonths(12);

    public Period recordTexts() {
      return recordTextMonths == null ? RECORD_TEXTS : Period.ofMonths(recordTextMonths);
    }
  }

  /// The numbers that a script answers.
  public Map<String, String> scriptNumbers() {
    Map<String, String> scripts = new TreeMap<>(numbers);
    scripts.values().removeIf(AsteriskSettings.STAFF::contains);
    scripts.values().removeIf(AsteriskSettings.NEVER_ANSWERED::contains);
    return scripts;
  }

  /// The first number that leads to a script, empty when none does.
  public String numberOf(String script) {
    return new TreeMap<>(numbers)
        .entrySet().stream()
            .filter(entry -> entry.getValue().equals(script))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
  }

  /// The numbers that the public may ring and that are answered, in order.
  public List<String> answeredNumbers() {
    return scriptNumbers().entrySet().stream()
        .filter(one -> !AsteriskSettings.NEVER_ANSWERED.contains(one.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// The numbers that are for the staff and never a caller's.
  public Set<String> staffNumbers() {
    Map<String, String> staff = new TreeMap<>(numbers);
    staff.values().removeIf(line -> !AsteriskSettings.STAFF.contains(line));
    return staff.keySet();
  }

  /// What the PBX's configuration is made from. Passwords of operators' telephones are made on
  /// first use: `HAMROH_OP1_PASSWORD`, `HAMROH_OP2_PASSWORD`…
  ///
  /// @param data the data folder
  public AsteriskSettings asterisk(Path data, Secrets secrets) {
    List<Secret> passwords =
        IntStream.rangeClosed(1, pbx.operators())
            .mapToObj(i -> new Secret(secrets.ensure("HAMROH_OP" + i + "_PASSWORD")))
            .toList();
    return new AsteriskSettings(
        pbx,
        agi,
        ami,
        numbers,
        site.languages(),
        site.defaultLanguage(),
        passwords,
        DialplanTiming.standard(),
        new AsteriskFolders(data));
  }
}
