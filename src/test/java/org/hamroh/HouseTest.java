package org.hamroh;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.List;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.callback.PhoneLine;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.smpp.SmsTransport;
import org.jdbi.v3.core.Handle;

/// Keeps the picture of the house true: who may know whom.
@AnalyzeClasses(packages = "org.hamroh", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseTest {

  private static final String[] ROOMS = {
    "org.hamroh.call..",
    "org.hamroh.ivr..",
    "org.hamroh.queue..",
    "org.hamroh.operator..",
    "org.hamroh.roster..",
    "org.hamroh.sms..",
    "org.hamroh.inbox..",
    "org.hamroh.intent..",
    "org.hamroh.campaign..",
    "org.hamroh.contact..",
    "org.hamroh.reach..",
    "org.hamroh.poll..",
    "org.hamroh.surge..",
    "org.hamroh.gate..",
    "org.hamroh.callback..",
    "org.hamroh.caller..",
    "org.hamroh.audit..",
    "org.hamroh.cases..",
    "org.hamroh.casework..",
    "org.hamroh.screening..",
    "org.hamroh.claims..",
    "org.hamroh.alarm..",
    "org.hamroh.danger..",
    "org.hamroh.talk..",
    "org.hamroh.wellbeing..",
    "org.hamroh.training..",
    "org.hamroh.selftest..",
    "org.hamroh.day..",
    "org.hamroh.directory..",
    "org.hamroh.referral..",
    "org.hamroh.witness..",
    "org.hamroh.line..",
    "org.hamroh.voice..",
    "org.hamroh.voicemail..",
    "org.hamroh.authoring..",
    "org.hamroh.recording..",
    "org.hamroh.handset..",
    "org.hamroh.demo..",
    "org.hamroh.bench..",
    "org.hamroh.command.."
  };

  @ArchTest
  static final ArchRule noArrowsInCircles =
      slices().matching("org.hamroh.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule wiresHaveNeverHeardOfAHotline =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.hamroh.agi..",
              "org.hamroh.ami..",
              "org.hamroh.smpp..",
              "org.hamroh.store..",
              "org.hamroh.web..",
              "org.hamroh.sip..",
              "org.hamroh.phone..",
              "org.hamroh.mail..",
              "org.hamroh.seal..",
              "org.hamroh.program..",
              "org.hamroh.spelling..",
              "org.hamroh.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS)
          .because("a wire carries bytes for anybody");

  @ArchTest
  static final ArchRule theScriptEngineNeedsNoPbx =
      noClasses()
          .that()
          .resideInAPackage("org.hamroh.ivr..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.hamroh.agi..", "org.hamroh.ami..", "org.hamroh.store..", "org.asteriskjava..")
          .because("a script can be played without a PBX");

  @ArchTest
  static final ArchRule onlyTheSenderSubmitsSegments =
      noClasses()
          .that(
              not(
                  are(
                      "org.hamroh.sms.SmsSender",
                      "org.hamroh.smpp.SmppPair",
                      "org.hamroh.smpp.SmppSession",
                      "org.hamroh.smpp.SmsTransport")))
          .and(not(are("org.hamroh.bench.BareSender")))
          .should()
          .callMethodWhere(
              describe(
                  "submits a segment",
                  call ->
                      call.getTarget().getName().startsWith("submit")
                          && call.getTargetOwner().isAssignableTo(SmsTransport.class)))
          .because("everything outgoing passes the gate, and the sender asks it");

  @ArchTest
  static final ArchRule theSenderMarksThroughTheGate =
      classes()
          .that(are("org.hamroh.sms.Claim"))
          .should()
          .callMethod(OutgoingGate.class, "passAll", Handle.class, List.class)
          .because("everything outgoing passes the gate");

  @ArchTest
  static final ArchRule theSenderAsksTheGateAgain =
      classes()
          .that(are("org.hamroh.sms.SmsSender"))
          .should()
          .callMethod(OutgoingGate.class, "askAll", List.class)
          .because("people change their mind between marking and leaving");

  @ArchTest
  static final ArchRule onlyTheDialersLineOriginatesCalls =
      onlyTheseCall(
              AmiActions.class,
              "originate",
              CallOut.class,
              "org.hamroh.callback.PbxLine",
              "org.hamroh.talk.PartnerLine")
          .because("everything outgoing passes the gate, and the dialer asks it");

  @ArchTest
  static final ArchRule partnersAreRungThroughTheGate =
      thesePassTheGate("org.hamroh.talk.PartnerLine")
          .because("everything outgoing passes the gate");

  @ArchTest
  static final ArchRule onlyTheDialerAndTheLinesOwnTestRing =
      onlyTheseCall(
              PhoneLine.class,
              "ring",
              CallOut.class,
              "org.hamroh.callback.Dialer",
              "org.hamroh.twin.CampaignDialer",
              "org.hamroh.selftest.OutsideWalk")
          .because("everything outgoing passes the gate, and these three ask it");

  @ArchTest
  static final ArchRule whoRingsPassesTheGateAndAsksAgain =
      thesePassTheGateAndAskAgain(
              "org.hamroh.callback.Dialer",
              "org.hamroh.twin.CampaignDialer",
              "org.hamroh.selftest.OutsideWalk")
          .because("people change their mind between marking and ringing");

  @ArchTest
  static final ArchRule mobilesOfTheStaffAreRungOnlyPastTheGate =
      thesePassTheGate("org.hamroh.roster.OnCallLine")
          .because("the dialplan dials what it is told there, and nothing else");

  @ArchTest
  static final ArchRule telephonesOfTheStaffAreRungForTalksAndPracticeAlone =
      onlyTheseCall(
              AmiActions.class,
              "ringStaff",
              AmiActions.StaffCall.class,
              "org.hamroh.talk.TalkLegs",
              "org.hamroh.talk.CallsOut",
              "org.hamroh.LearnersDesk")
          .because("it needs no gate, so whom it rings must be plain to see");

  @ArchTest
  static final ArchRule nobodySpeaksOriginateButTheDoorToThePbx =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.hamroh.ami.AmiActions")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.asteriskjava.manager.action.OriginateAction")
          .because("values are checked there, and only there");

  /// To every other class that door is closed.
  private static ArchRule onlyTheseCall(
      Class<?> door, String method, Class<?> argument, String... callers) {
    return noClasses().that(not(are(callers))).should().callMethod(door, method, argument);
  }

  private static ClassesShouldConjunction thesePassTheGate(String... callers) {
    return classes()
        .that(are(callers))
        .should()
        .callMethod(OutgoingGate.class, "pass", Handle.class, Errand.class);
  }

  private static ArchRule thesePassTheGateAndAskAgain(String... callers) {
    return thesePassTheGate(callers)
        .andShould()
        .callMethod(OutgoingGate.class, "ask", Errand.class);
  }

  private static DescribedPredicate<JavaClass> are(String... names) {
    return describe(
        "are " + String.join(" or ", names), one -> List.of(names).contains(one.getName()));
  }
}
