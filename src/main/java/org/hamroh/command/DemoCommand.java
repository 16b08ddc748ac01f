package org.hamroh.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.hamroh.Hotline;
import org.hamroh.Main;
import org.hamroh.config.Config;
import org.hamroh.config.Secrets;
import org.hamroh.demo.Demo;
import org.hamroh.sip.TelephoneException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `./hamroh demo`: from a fresh machine to a call that is answered. Runs until Ctrl-C, then stops
/// everything it started.
@Command(name = "demo", description = "The whole hotline on this machine with sample data.")
public final class DemoCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Option(names = "--no-call", description = "place no demonstration call, send no broadcast")
  private boolean noCall;

  @Option(names = "--keep", description = "leave the PBX running when the demonstration ends")
  private boolean keep;

  @Override
  public Integer call() throws InterruptedException {
    Configurator.setRootLevel(Level.WARN); // what is printed is the demonstration
    Secrets secrets = main.secrets();
    Config config = main.config().forDemonstration();
    Demo demo = new Demo(config, Main.home(), main.data(), secrets, System.out);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              demo.close();
              stopped.countDown();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    demo.start(() -> Hotline.start(config, Main.home(), main.data(), secrets), keep);
    if (!noCall) {
      try {
        demo.placeCall();
        demo.sendBroadcast();
      } catch (TelephoneException e) {
        System.err.println("demo: the call did not go as it should: " + e.getMessage());
        return 1;
      } catch (IOException e) {
        System.err.println("demo: the broadcast did not go as it should: " + e.getMessage());
        return 1;
      }
    }
    System.out.println("Ctrl-C stops everything.");
    stopped.await();
    return 0;
  }
}
