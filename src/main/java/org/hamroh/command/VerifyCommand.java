package org.hamroh.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hamroh.Comeback;
import org.hamroh.Main;
import org.hamroh.audit.AuditHead;
import org.hamroh.audit.ChainCheck;
import org.hamroh.store.Database;
import org.hamroh.store.StoreCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh verify`: whether the store is whole and nobody has touched the trail of looks. The
/// server may run meanwhile.
@Command(
    name = "verify",
    description = "Check the store and the audit chain; names the row that was changed.")
public final class VerifyCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  private record Found(List<String> store, ChainCheck.Result audit) {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path file = main.config().store().file(main.data());
    Comeback.finish(file, main.data());
    // Read before the store: what is written meanwhile only makes the chain longer.
    Optional<AuditHead.Kept> head = AuditHead.of(main.data());
    Found found =
        Database.examine(
            file, handle -> new Found(StoreCheck.run(handle), ChainCheck.run(handle, head)));
    out.println(found.store.isEmpty() ? "store: whole" : "store: damaged");
    found.store.forEach(line -> out.println("  " + line));
    out.println(
        "audit: "
            + found.audit.rows()
            + " rows, "
            + (found.audit.findings().isEmpty() ? "the chain holds" : "the chain is broken"));
    found.audit.findings().forEach(line -> out.println("  " + line));
    if (head.isEmpty() && found.audit.rows() > 0) {
      out.println(
          "  the end of the chain is not kept outside the store yet: start the server once");
    }
    boolean well = found.store.isEmpty() && found.audit.findings().isEmpty();
    if (!found.store.isEmpty()) {
      out.println("remedy: stop the server and restore the last backup");
    }
    if (!found.audit.findings().isEmpty()) {
      out.println(
          "remedy: keep a copy of the data folder, and compare with the last backup and the lines"
              + " audit-head of the log");
    }
    out.flush();
    return well ? 0 : 1;
  }
}
