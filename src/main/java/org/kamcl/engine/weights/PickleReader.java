package org.kamcl.engine.weights;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.weights.Pickle.Dict;
import org.kamcl.engine.weights.Pickle.Global;
import org.kamcl.engine.weights.Pickle.Opaque;
import org.kamcl.engine.weights.Pickle.ScriptModule;
import org.kamcl.engine.weights.Pickle.Tensor;
import org.kamcl.engine.weights.Pickle.Tuple;
import org.kamcl.engine.weights.Pickle.UnsupportedPickleException;

/**
 * Reads the subset of Python's pickle format, protocols 2 to 5, that weight files use. Only names
 * in {@link PickleGlobals} are accepted, and no code is run. The time is linear in the length of
 * the file, and nothing recurses on the Java stack.
 */
final class PickleReader {
  private static final Object MARK = new Object();
  private static final int MAX_INTEGER_BYTES = 64;

  private static final int COPIES_PER_BYTE = 8;

  private final ByteBuffer in;
  private final boolean script;
  private long copied;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private PickleReader(ByteBuffer in, boolean script) {
    this.in = in;
    this.script = script;
  }

  /**
   * Reads one value and leaves the buffer positioned after it.
   *
   * @throws UnsupportedPickleException if the pickle is damaged or needs an unsupported feature
   */
  static Object read(ByteBuffer pickle) throws UnsupportedPickleException {
    return read(pickle, false);
  }

  /**
   * Reads the structure of a TorchScript archive: modules with their attributes.
   *
   * @throws UnsupportedPickleException as {@link #read(ByteBuffer)}
   */
  static Object readScript(ByteBuffer pickle) throws UnsupportedPickleException {
    return read(pickle, true);
  }

  private static Object read(ByteBuffer pickle, boolean script) throws UnsupportedPickleException {
    pickle.order(ByteOrder.LITTLE_ENDIAN);
    try {
      return new PickleReader(pickle, script).run();
    } catch (BufferUnderflowException e) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_TRUNCATED);
    }
  }

  private Object run() throws UnsupportedPickleException {
    while (true) {
      int op = in.get() & 0xff;
      if (op == '.') {
        return pop();
      }
      step(op);
    }
  }

  private void step(int op) throws UnsupportedPickleException {
    switch (op) {
      case 0x80 -> in.get();
      case 0x95 -> in.getLong();
      case '(' -> stack.add(MARK);
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> stack.add(top());
      case 'N', 0x88, 0x89, 'K', 'M', 'J', 0x8a, 0x8b, 'G' -> number(op);
      case 'X', 0x8c, 0x8d, 'T', 'U', 'B', 'C', 0x8e, 0x96 -> text(op);
      case '}' -> stack.add(new Dict());
      case ']', 0x8f -> stack.add(new ArrayList<Object>());
      case ')' -> stack.add(new Tuple(List.of()));
      case 't' -> stack.add(new Tuple(popToMark()));
      case 0x85 -> stack.add(popTuple(1));
      case 0x86 -> stack.add(popTuple(2));
      case 0x87 -> stack.add(popTuple(3));
      case 'l', 0x91 -> stack.add(popToMark());
      case 'd' -> dict();
      case 'a' -> append();
      case 'e', 0x90 -> appendAll();
      case 's' -> setItem();
      case 'u' -> setItems();
      case 'c' -> stack.add(global(line(), line()));
      case 0x93 -> stackGlobal();
      case 'R' -> reduce();
      case 0x81 -> newObject();
      case 'b' -> build();
      case 'Q' -> stack.add(PickleGlobals.storage(pop()));
      case 'q' -> memo.put((long) (in.get() & 0xff), top());
      case 'r' -> memo.put(in.getInt() & 0xffffffffL, top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'h' -> recall(in.get() & 0xff);
      case 'j' -> recall(in.getInt() & 0xffffffffL);
      default ->
          throw new UnsupportedPickleException(
              WeightsError.PICKLE_INSTRUCTION, String.format("0x%02x", op));
    }
  }

  private void number(int op) throws UnsupportedPickleException {
    stack.add(
        switch (op) {
          case 0x88 -> Boolean.TRUE;
          case 0x89 -> Boolean.FALSE;
          case 'K' -> (long) (in.get() & 0xff);
          case 'M' -> (long) (in.getShort() & 0xffff);
          case 'J' -> (long) in.getInt();
          case 0x8a -> integer(in.get() & 0xff);
          case 0x8b -> integer(in.getInt());
          case 'G' -> bigEndianDouble();
          default -> null;
        });
  }

  private double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  private Object integer(int length) throws UnsupportedPickleException {
    if (length < 0 || length > MAX_INTEGER_BYTES) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_NUMBER_TOO_LONG, length);
    }
    byte[] little = bytes(length);
    if (length == 0) {
      return 0L;
    }
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = little[length - 1 - i];
    }
    BigInteger value = new BigInteger(big);
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  private void text(int op) throws UnsupportedPickleException {
    long length =
        switch (op) {
          case 0x8c, 'U', 'C' -> in.get() & 0xff;
          case 'X', 'T', 'B' -> in.getInt() & 0xffffffffL;
          default -> in.getLong();
        };
    byte[] content = bytes(length);
    boolean isText = op == 'X' || op == 0x8c || op == 0x8d || op == 'T' || op == 'U';
    stack.add(isText ? new String(content, StandardCharsets.UTF_8) : new Opaque("bytes"));
  }

  private byte[] bytes(long length) throws UnsupportedPickleException {
    if (length < 0 || length > in.remaining()) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_TRUNCATED);
    }
    byte[] content = new byte[(int) length];
    in.get(content);
    return content;
  }

  private String line() throws UnsupportedPickleException {
    int start = in.position();
    while (in.get() != '\n') {
      if (in.position() - start > 1000) {
        throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
      }
    }
    byte[] content = new byte[in.position() - 1 - start];
    in.get(start, content);
    return new String(content, StandardCharsets.UTF_8);
  }

  private Object pop() throws UnsupportedPickleException {
    if (stack.isEmpty()) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
    return stack.remove(stack.size() - 1);
  }

  private Object top() throws UnsupportedPickleException {
    if (stack.isEmpty()) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
    return stack.get(stack.size() - 1);
  }

  private List<Object> popToMark() throws UnsupportedPickleException {
    int mark = stack.lastIndexOf(MARK);
    if (mark < 0) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
    List<Object> tail = stack.subList(mark + 1, stack.size());
    List<Object> items = new ArrayList<>(tail);
    stack.subList(mark, stack.size()).clear();
    return items;
  }

  private Tuple popTuple(int size) throws UnsupportedPickleException {
    Object[] items = new Object[size];
    for (int i = size - 1; i >= 0; i--) {
      items[i] = pop();
    }
    return new Tuple(Arrays.asList(items));
  }

  private void dict() throws UnsupportedPickleException {
    Dict dict = new Dict();
    fill(dict, popToMark());
    stack.add(dict);
  }

  private static void fill(Object target, List<Object> pairs) throws UnsupportedPickleException {
    if (pairs.size() % 2 != 0) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
    if (target instanceof Dict dict) {
      for (int i = 0; i < pairs.size(); i += 2) {
        PickleGlobals.put(dict, pairs.get(i), pairs.get(i + 1));
      }
    } else if (!(target instanceof Opaque)) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
  }

  @SuppressWarnings("unchecked")
  private void append() throws UnsupportedPickleException {
    Object item = pop();
    if (top() instanceof List<?> list) {
      ((List<Object>) list).add(item);
    } else {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
  }

  @SuppressWarnings("unchecked")
  private void appendAll() throws UnsupportedPickleException {
    List<Object> items = popToMark();
    if (top() instanceof List<?> list) {
      ((List<Object>) list).addAll(items);
    } else {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
  }

  private void setItem() throws UnsupportedPickleException {
    Object value = pop();
    Object key = pop();
    fill(top(), Arrays.asList(key, value));
  }

  private void setItems() throws UnsupportedPickleException {
    List<Object> pairs = popToMark();
    fill(top(), pairs);
  }

  private void stackGlobal() throws UnsupportedPickleException {
    Object name = pop();
    Object module = pop();
    if (!(name instanceof String n) || !(module instanceof String m)) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
    stack.add(global(m, n));
  }

  private Global global(String module, String name) throws UnsupportedPickleException {
    return script && PickleGlobals.isScript(module)
        ? new Global(module, name)
        : PickleGlobals.known(module, name);
  }

  private void reduce() throws UnsupportedPickleException {
    Object arguments = pop();
    Object callee = pop();
    countCopies(arguments);
    boolean helper = callee instanceof Global global && PickleGlobals.isScript(global.module());
    stack.add(helper ? new Opaque("torch.jit._pickle") : PickleGlobals.call(callee, arguments));
  }

  /**
   * Counts the items that a call copies. A value can be recalled any number of times, so a small
   * file could otherwise copy a long list for hours.
   */
  private void countCopies(Object arguments) throws UnsupportedPickleException {
    if (arguments instanceof Tuple tuple) {
      for (Object argument : tuple.items()) {
        copied +=
            argument instanceof List<?> list
                ? list.size()
                : argument instanceof Tuple inner ? inner.items().size() : 0;
      }
    }
    if (copied > (long) COPIES_PER_BYTE * in.limit()) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_REPEATS);
    }
  }

  private void newObject() throws UnsupportedPickleException {
    Object arguments = pop();
    Object type = pop();
    if (type instanceof Global global && global.qualified().equals("argparse.Namespace")) {
      stack.add(new Opaque(global.qualified()));
    } else if (type instanceof Global module && PickleGlobals.isScript(module.module())) {
      stack.add(new ScriptModule());
    } else {
      countCopies(arguments);
      stack.add(PickleGlobals.call(type, arguments));
    }
  }

  /** Skips the attributes of an object, such as the version of a state dict. */
  private void build() throws UnsupportedPickleException {
    Object state = pop();
    Object target = top();
    if (target instanceof ScriptModule module) {
      if (!(state instanceof Dict attributes)) {
        throw new UnsupportedPickleException(WeightsError.PICKLE_ATTRIBUTES_UNSUPPORTED);
      }
      module.attributes().putAll(attributes.entries());
    } else if (!(target instanceof Dict || target instanceof Tensor || target instanceof Opaque)) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_ATTRIBUTES_UNSUPPORTED);
    }
  }

  private void recall(long index) throws UnsupportedPickleException {
    if (!memo.containsKey(index)) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
    stack.add(memo.get(index));
  }
}
