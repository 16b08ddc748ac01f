package org.hamroh.sip;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hamroh.pbx.AsteriskFinder;
import org.hamroh.pbx.AsteriskInstallation;

/// A real Asterisk with a handful of extensions, for the telephone's own tests: 700 a menu, 701
/// rings for ever, 702 rings op1, 703 says one thing and hangs up, 704 is busy, 705 is an echo, 706
/// reads four keys, 707 joins prompts, 708 speaks before it answers, 709 looks at the caller's
/// number.
public final class SmallPbx implements AutoCloseable {

  private static final String MODULES =
      """
      res_sorcery_config res_sorcery_memory res_sorcery_astdb res_timing_timerfd res_pjproject
      res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp res_pjsip_caller_id
      res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user
      res_pjsip_authenticator_digest res_pjsip_registrar res_rtp_asterisk chan_pjsip pbx_config
      app_dial app_playback app_echo app_read bridge_simple bridge_builtin_features codec_alaw
      codec_ulaw codec_a_mu format_pcm format_wav func_channel func_callerid
      """;

  private static final String DIALPLAN =
      """
      [inbound]
      exten => 700,1,Answer()
       same => n,Goto(menu,s,1)
      exten => 710,1,Goto(700,1)
      exten => 701,1,Ringing()
       same => n,Wait(60)
      exten => 702,1,Dial(PJSIP/op1,30)
      exten => 703,1,Answer()
       same => n,Playback(@/tg/bye)
       same => n,Hangup()
      exten => 704,1,Busy()
      exten => 705,1,Answer()
       same => n,Echo()
      exten => 706,1,Answer()
       same => n,Read(KEYS,@/tg/welcome,4,,1,5)
       same => n,GotoIf($["${KEYS}" = "19*0"]?good)
       same => n,Playback(@/tg/wrong)
       same => n,Hangup()
       same => n(good),Playback(@/tg/right)
       same => n,Hangup()
      exten => 707,1,Answer()
       same => n,Playback(@/tg/odd&@/tg/welcome&@/tg/right)
       same => n,Hangup()
      exten => 708,1,Progress()
       same => n,Playback(@/tg/welcome,noanswer)
       same => n,Answer()
       same => n,Playback(@/tg/right)
       same => n,Hangup()
      exten => 709,1,Answer()
       same => n,GotoIf($["${CALLERID(num)}" = "+992900000009"]?number)
       same => n,GotoIf($["${CALLERID(num)}" = "anonymous"]?hidden)
       same => n,Playback(@/tg/wrong)
       same => n,Hangup()
       same => n(number),Playback(@/tg/right)
       same => n,Hangup()
       same => n(hidden),Playback(@/tg/bye)
       same => n,Hangup()

      [menu]
      exten => s,1,Background(@/tg/menu)
       same => n,WaitExten(10)
      exten => 1,1,Playback(@/tg/right)
       same => n,Goto(s,1)
      exten => i,1,Playback(@/tg/wrong)
       same => n,Goto(s,1)
      """;

  private static final String PHONES =
      """
      [global]
      type=global
      endpoint_identifier_order=username,ip

      [udp]
      type=transport
      protocol=udp
      bind=127.0.0.1:%1$d

      [both](!)
      type=endpoint
      transport=udp
      context=inbound
      disallow=all
      allow=alaw,ulaw
      direct_media=no
      media_address=127.0.0.1
      bind_rtp_to_media_address=yes
      rtp_timeout=4
      trust_id_inbound=yes

      [anybody](both)

      [anybody]
      type=identify
      endpoint=anybody
      match=127.0.0.1

      [op1](both)
      aors=op1
      auth=op1

      [op1]
      type=aor
      max_contacts=1
      remove_existing=yes

      [op1]
      type=auth
      auth_type=userpass
      username=op1
      password=right
      """;

  private final Process process;
  private final int port;
  private final Path log;

  private SmallPbx(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// @param folder an empty one with a short path, for the PBX's files
  /// @param sounds where `tg/menu` and the others lie
  public static SmallPbx start(Path folder, Path sounds) throws IOException {
    int port = freePort();
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Path run = Files.createDirectories(folder.resolve("run"));
    AsteriskInstallation asterisk =
        new AsteriskFinder(System.getenv()).findOrInstall(System.out::println);
    StringBuilder settings = new StringBuilder("[directories]\n");
    settings.append("astetcdir => ").append(conf).append('\n');
    settings.append("astdatadir => ").append(asterisk.documentation().getParent()).append('\n');
    settings.append("astmoddir => ").append(asterisk.modules()).append('\n');
    for (String place : List.of("varlib", "db", "key", "agi", "spool", "run", "log")) {
      settings.append("ast").append(place).append("dir => ").append(run).append('\n');
    }
    Files.writeString(conf.resolve("asterisk.conf"), settings + "[options]\nverbose = 3\n");
    StringBuilder load = new StringBuilder("[modules]\nautoload=no\n");
    for (String module : MODULES.strip().split("\\s+")) {
      load.append("load = ").append(module).append(".so\n");
    }
    Files.writeString(conf.resolve("modules.conf"), load);
    Files.writeString(
        conf.resolve("logger.conf"), "[logfiles]\nmessages => notice,warning,error,verbose\n");
    Files.writeString(conf.resolve("pjsip.conf"), PHONES.formatted(port));
    Files.writeString(conf.resolve("extensions.conf"), DIALPLAN.replace("@", sounds.toString()));
    List<String> command = new ArrayList<>(asterisk.command());
    command.addAll(List.of("-C", conf.resolve("asterisk.conf").toString(), "-f", "-n"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    SmallPbx pbx = new SmallPbx(process, port, run.resolve("messages"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> process.isAlive() && pbx.log().contains("Asterisk Ready."));
    return pbx;
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port);
  }

  String log() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
