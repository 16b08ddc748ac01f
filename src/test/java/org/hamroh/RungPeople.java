package org.hamroh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;

/// Everybody who can be rung: takes each call that comes to the carrier, and does with it what
/// the person would.
final class RungPeople implements AutoCloseable {
  private final Telephone carrier;
  private final Map<String, BiConsumer<String, TelephoneCall>> manners = new ConcurrentHashMap<>();
  private final Map<String, List<Long>> rung = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RungPeople(Telephone carrier) {
    this.carrier = carrier;
    threads.submit(this::serve);
  }

  private void serve() {
    while (!closed.get()) {
      try {
        TelephoneCall call = carrier.awaitCall(Duration.ofSeconds(1));
        String number = call.dialed().replaceFirst("sip:", "").replaceFirst("@.*", "");
        rung.computeIfAbsent(number, one -> Collections.synchronizedList(new ArrayList<>()))
            .add(System.nanoTime());
        threads.submit(
            () -> manners.getOrDefault(number, RungPeople::declines).accept(number, call));
      } catch (TelephoneException nobodyRang) {
        // the next second
      }
    }
  }

  private static void declines(String number, TelephoneCall call) {
    call.reject(603);
  }

  void when(String number, BiConsumer<String, TelephoneCall> manner) {
    manners.put(number, manner);
  }

  int times(String number) {
    return rung.getOrDefault(number, List.of()).size();
  }

  long firstNanos(String number) {
    return rung.getOrDefault(number, List.of()).getFirst();
  }

  @Override
  public void close() {
    closed.set(true);
    carrier.close();
    threads.shutdown();
  }
}
