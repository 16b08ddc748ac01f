package org.hamroh.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hamroh.sms.SmsGateway;
import org.hamroh.store.Database;

/// A process that only sends, to be killed or to be watched: store, port of the carrier, window,
/// and how often the heap is told (in seconds; absent: never).
public final class SmsSoakSender {

  private static final int PER_SECOND = 1_000;

  private SmsSoakSender() {}

  public static void main(String[] arguments) throws InterruptedException {
    Database database = Database.open(Path.of(arguments[0]));
    SmsGateway gateway =
        SmsBench.gateway(
            Integer.parseInt(arguments[2]), Integer.parseInt(arguments[1]), PER_SECOND, database);
    gateway.start();
    CountDownLatch forever = new CountDownLatch(1); // until it is killed
    if (arguments.length < 4) {
      forever.await();
    }
    while (!forever.await(Integer.parseInt(arguments[3]), TimeUnit.SECONDS)) {
      System.gc(); // what is left is what is needed
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.println("heap " + used / (1 << 20) + " MB");
    }
  }
}
