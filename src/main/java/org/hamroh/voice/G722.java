package org.hamroh.voice;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// G.722 at 64 kbit/s through spandsp, the library whose encoder Asterisk's own codec descends
/// from. sox has none, ffmpeg would bring a hundred packages.
///
/// Source: spandsp 0.0.6, `spandsp/g722.h`.
final class G722 {

  /// Debian's and Ubuntu's name of it; the number is that of its interface.
  private static final String LIBRARY = "libspandsp.so.2";

  private static final int BITS_A_SECOND = 64_000;

  private static final Linker LINKER = Linker.nativeLinker();

  private G722() {}

  /// Whether the library is on this machine.
  static boolean isThere() {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(LIBRARY, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false; // how a lookup says that there is none
    }
  }

  /// @param pcm 16 kHz
  /// @return one byte for each two samples
  static byte[] encode(short[] pcm) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup spandsp = SymbolLookup.libraryLookup(LIBRARY, arena);
      MethodHandle init =
          handle(
              spandsp,
              "g722_encode_init",
              FunctionDescriptor.of(
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      MethodHandle encode =
          handle(
              spandsp,
              "g722_encode",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT));
      MethodHandle free =
          handle(
              spandsp,
              "g722_encode_free",
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      int samples = pcm.length - pcm.length % 2;
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_SHORT, pcm);
      MemorySegment out = arena.allocate(samples / 2 + 1L);
      MemorySegment state = (MemorySegment) init.invokeExact(MemorySegment.NULL, BITS_A_SECOND, 0);
      int bytes = (int) encode.invokeExact(state, out, in, samples);
      int freed = (int) free.invokeExact(state);
      if (bytes != samples / 2 || freed != 0) {
        throw new IllegalStateException("spandsp made " + bytes + " bytes of " + samples);
      }
      return out.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("C functions throw nothing", e);
    }
  }

  private static MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(library.findOrThrow(name), type);
  }
}
