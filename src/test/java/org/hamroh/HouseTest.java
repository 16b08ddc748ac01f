package org.hamroh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
    "org.hamroh.campaign..",
    "org.hamroh.contact..",
    "org.hamroh.gate..",
    "org.hamroh.callback..",
    "org.hamroh.caller..",
    "org.hamroh.casework..",
    "org.hamroh.alarm..",
    "org.hamroh.danger..",
    "org.hamroh.talk..",
    "org.hamroh.selftest..",
    "org.hamroh.day..",
    "org.hamroh.directory..",
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
          .that()
          .doNotHaveFullyQualifiedName("org.hamroh.sms.SmsSender")
          .should()
          .callMethod(
              org.hamroh.smpp.SmppSession.class, "submit", org.hamroh.smpp.SubmitSegment.class)
          .because("everything outgoing passes the gate, and the sender asks it");

  @ArchTest
  static final ArchRule theSenderPassesTheGateAndAsksAgain =
      com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes()
          .that()
          .haveFullyQualifiedName("org.hamroh.sms.SmsSender")
          .should()
          .callMethod(
              org.hamroh.gate.OutgoingGate.class,
              "pass",
              org.jdbi.v3.core.Handle.class,
              org.hamroh.gate.Errand.class)
          .andShould()
          .callMethod(org.hamroh.gate.OutgoingGate.class, "ask", org.hamroh.gate.Errand.class)
          .because("people change their mind between marking and leaving");

  @ArchTest
  static final ArchRule onlyTheDialersLineOriginatesCalls =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.hamroh.callback.PbxLine")
          .and()
          .doNotHaveFullyQualifiedName("org.hamroh.talk.PartnerLine")
          .should()
          .callMethod(
              org.hamroh.ami.AmiActions.class, "originate", org.hamroh.ami.AmiActions.CallOut.class)
          .because("everything outgoing passes the gate, and the dialer asks it");

  @ArchTest
  static final ArchRule partnersAreRungThroughTheGate =
      com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes()
          .that()
          .haveFullyQualifiedName("org.hamroh.talk.PartnerLine")
          .should()
          .callMethod(
              org.hamroh.gate.OutgoingGate.class,
              "pass",
              org.jdbi.v3.core.Handle.class,
              org.hamroh.gate.Errand.class)
          .because("everything outgoing passes the gate");

  @ArchTest
  static final ArchRule onlyTheDialerAndTheLinesOwnTestRing =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.hamroh.callback.Dialer")
          .and()
          .doNotHaveFullyQualifiedName("org.hamroh.selftest.OutsideWalk")
          .should()
          .callMethod(
              org.hamroh.callback.PhoneLine.class, "ring", org.hamroh.ami.AmiActions.CallOut.class)
          .because("everything outgoing passes the gate, and these two ask it");

  @ArchTest
  static final ArchRule whoRingsPassesTheGateAndAsksAgain =
      com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes()
          .that()
          .haveFullyQualifiedName("org.hamroh.callback.Dialer")
          .or()
          .haveFullyQualifiedName("org.hamroh.selftest.OutsideWalk")
          .should()
          .callMethod(
              org.hamroh.gate.OutgoingGate.class,
              "pass",
              org.jdbi.v3.core.Handle.class,
              org.hamroh.gate.Errand.class)
          .andShould()
          .callMethod(org.hamroh.gate.OutgoingGate.class, "ask", org.hamroh.gate.Errand.class)
          .because("people change their mind between marking and ringing");

  @ArchTest
  static final ArchRule mobilesOfTheStaffAreRungOnlyPastTheGate =
      com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes()
          .that()
          .haveFullyQualifiedName("org.hamroh.roster.OnCallLine")
          .should()
          .callMethod(
              org.hamroh.gate.OutgoingGate.class,
              "pass",
              org.jdbi.v3.core.Handle.class,
              org.hamroh.gate.Errand.class)
          .because("the dialplan dials what it is told there, and nothing else");

  @ArchTest
  static final ArchRule nobodySpeaksOriginateButTheDoorToThePbx =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.hamroh.ami.AmiActions")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.asteriskjava.manager.action.OriginateAction")
          .because("values are checked there, and only there");
}
