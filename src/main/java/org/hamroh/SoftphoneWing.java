package org.hamroh;

import java.util.List;
import org.hamroh.operator.User;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.pbx.PbxConfig;
import org.hamroh.softphone.AmiSwitchboard;
import org.hamroh.softphone.SoftphoneRoutes;
import org.hamroh.softphone.Softphones;
import org.hamroh.web.Routes;

/// Telephones in browsers, where the PBX takes them.
final class SoftphoneWing {

  private SoftphoneWing() {}

  static List<Routes> routes(Ground ground, StaffWing staff) {
    PbxConfig.Listen browser = ground.config.pbx().browser();
    if (browser == null) {
      return List.of();
    }
    Softphones softphones =
        new Softphones(
            browser.host(),
            browser.port(),
            login -> staff.users.find(login).flatMap(User::extension),
            new AmiSwitchboard(
                staff.ami.actions(),
                new AsteriskFolders(ground.data).run().resolve("asterisk.ctl"),
                ground.config.pbx().sip().host()),
            staff.desk::talkOver,
            ground.clock);
    staff.ami.listen(softphones::accept);
    staff.ami.resyncSoon();
    return List.of(new SoftphoneRoutes(softphones));
  }
}
