package org.hamroh.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.hamroh.Hotline;
import org.hamroh.Main;
import org.hamroh.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `./hamroh serve`: the server alone, beside a PBX that somebody else starts.
@Command(name = "serve", description = "The server alone, beside a PBX that runs already.")
public final class ServeCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Override
  public Integer call() throws InterruptedException {
    Config config = main.config();
    Hotline hotline = Hotline.start(config, Main.home(), main.data(), main.secrets());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  hotline.close();
                  ended.countDown();
                },
                "stop"));
    System.out.println(
        "hamroh: ready at http://" + config.web().host() + ":" + config.web().port());
    ended.await();
    return 0;
  }
}
