package org.hamroh.command;

import java.util.concurrent.Callable;
import org.hamroh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `./hamroh check`: configuration, scripts and sounds; all mistakes at once.
@Command(name = "check", description = "Check settings, scripts, sounds: all mistakes at once.")
public final class CheckCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Override
  public Integer call() {
    main.config();
    System.out.println("check: no mistakes");
    return 0;
  }
}
