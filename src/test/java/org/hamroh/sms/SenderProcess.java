package org.hamroh.sms;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hamroh.gate.TestGate;
import org.hamroh.smpp.Smsc;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// A server that only sends: started as a process of its own, to be killed.
final class SenderProcess {

  private SenderProcess() {}

  /// @param arguments store, SMSC port, window
  public static void main(String[] arguments) throws InterruptedException {
    SmsConfig config =
        SmsHouse.config(
            Smsc.account(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 1_000));
    Database database = Database.open(Path.of(arguments[0]));
    Broadcasts everything =
        new Broadcasts() {
          @Override
          public List<Long> running(Handle handle) {
            return List.of(1L);
          }

          @Override
          public void changed(long campaignId) {
            // nobody looks
          }
        };
    new SmsGateway(
            config,
            Smsc.timers(),
            database,
            TestGate.open(database, List.of("+992")),
            everything,
            Clock.systemUTC())
        .start();
    new CountDownLatch(1).await(); // until it is killed
  }
}
