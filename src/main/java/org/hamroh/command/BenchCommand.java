package org.hamroh.command;

import java.net.InetSocketAddress;
import org.hamroh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/// `./hamroh bench`: measures a hotline that runs on this machine. Every benchmark is bounded in
/// count and time, and reaches nothing outside.
@Command(
    name = "bench",
    description = "Benchmarks: calls through the PBX, AGI, SMS, pages, cases, and the start.",
    subcommands = {
      BenchCallsCommand.class,
      BenchAgiCommand.class,
      BenchStartCommand.class,
      BenchSmsCommand.class,
      BenchPagesCommand.class,
      BenchCasesCommand.class,
      BenchContactsCommand.class,
    })
public final class BenchCommand {

  @ParentCommand private Main main;

  Main main() {
    return main;
  }

  /// `127.0.0.1:5060`, and nothing that is not this machine.
  static final class LoopbackAddress implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String value) {
      int colon = value.lastIndexOf(':');
      String host = colon < 0 ? "" : value.substring(0, colon);
      if (!host.equals("localhost") && !host.matches("127(\\.\\d{1,3}){3}")) {
        throw new TypeConversionException(
            "'" + value + "' is not of this machine; give 127.0.0.1:PORT");
      }
      try {
        int port = Integer.parseInt(value.substring(colon + 1));
        return new InetSocketAddress(host, port);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "' has no port from 1 to 65535");
      }
    }
  }
}
