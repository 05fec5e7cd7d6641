package org.kamcl.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;

/**
 * Writes PyTorch archives and TorchScript archives of tensors, as {@code torch.save} lays them out.
 */
public final class PyTorchFiles {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final List<byte[]> storages = new ArrayList<>();

  private PyTorchFiles() {
    pickle.write(0x80);
    pickle.write(2);
  }

  /** A plain state dict. */
  public static Path stateDict(Path file, Map<String, TensorData> tensors) {
    PyTorchFiles writer = new PyTorchFiles();
    writer.dict(tensors);
    return writer.write(file, false);
  }

  /** A training checkpoint: the state dict beside an epoch and the state of an optimizer. */
  public static Path checkpoint(
      Path file, Map<String, TensorData> tensors, Map<String, TensorData> optimizer) {
    PyTorchFiles writer = new PyTorchFiles();
    writer.pickle.writeBytes(new byte[] {'}', '('});
    writer.text("epoch");
    writer.pickle.writeBytes(new byte[] {'K', 3});
    writer.text("optimizer");
    writer.dict(optimizer);
    writer.text("state_dict");
    writer.dict(tensors);
    writer.pickle.write('u');
    return writer.write(file, false);
  }

  /** A TorchScript archive with nested modules, as {@code torch.jit.save} writes it. */
  public static Path script(Path file, Map<String, TensorData> tensors) {
    PyTorchFiles writer = new PyTorchFiles();
    writer.module(tree(tensors), 0);
    return writer.write(file, true);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(Map<String, TensorData> tensors) {
    Map<String, Object> top = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          Map<String, Object> at = top;
          String[] parts = name.split("\\.");
          for (int i = 0; i < parts.length - 1; i++) {
            at = (Map<String, Object>) at.computeIfAbsent(parts[i], k -> new LinkedHashMap<>());
          }
          at.put(parts[parts.length - 1], tensor);
        });
    return top;
  }

  @SuppressWarnings("unchecked")
  private void module(Map<String, Object> attributes, int depth) {
    global("__torch__.model", "Module" + depth);
    pickle.writeBytes(new byte[] {')', (byte) 0x81, '}', '('});
    text("training");
    pickle.write(0x89);
    attributes.forEach(
        (name, value) -> {
          text(name);
          if (value instanceof TensorData tensor) {
            tensor(tensor);
          } else {
            module((Map<String, Object>) value, depth + 1);
          }
        });
    pickle.writeBytes(new byte[] {'u', 'b'});
  }

  private void dict(Map<String, TensorData> tensors) {
    global("collections", "OrderedDict");
    pickle.writeBytes(new byte[] {')', 'R', '('});
    tensors.forEach(
        (name, tensor) -> {
          text(name);
          tensor(tensor);
        });
    pickle.write('u');
  }

  private void tensor(TensorData tensor) {
    byte[] bytes = new byte[tensor.byteSize()];
    tensor.data().get(bytes);
    storages.add(bytes);
    global("torch._utils", "_rebuild_tensor_v2");
    pickle.writeBytes(new byte[] {'(', '('});
    text("storage");
    global("torch", storageType(tensor.dataType()));
    text(Integer.toString(storages.size() - 1));
    text("cpu");
    integer(tensor.size());
    pickle.writeBytes(new byte[] {'t', 'Q'});
    integer(0);
    long[] shape = tensor.shape();
    pickle.write('(');
    for (long d : shape) {
      integer((int) d);
    }
    pickle.writeBytes(new byte[] {'t', '('});
    for (int i = 0; i < shape.length; i++) {
      int stride = 1;
      for (int k = i + 1; k < shape.length; k++) {
        stride *= (int) shape[k];
      }
      integer(stride);
    }
    pickle.writeBytes(new byte[] {'t', (byte) 0x89});
    global("collections", "OrderedDict");
    pickle.writeBytes(new byte[] {')', 'R', 't', 'R'});
  }

  private static String storageType(TensorDataType type) {
    return switch (type) {
      case F32 -> "FloatStorage";
      case F16 -> "HalfStorage";
      case BF16 -> "BFloat16Storage";
      case I64 -> "LongStorage";
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  private void global(String module, String name) {
    pickle.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    pickle.write('X');
    little(utf8.length);
    pickle.writeBytes(utf8);
  }

  private void integer(int value) {
    pickle.write('J');
    little(value);
  }

  private void little(int value) {
    pickle.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private Path write(Path file, boolean script) {
    pickle.write('.');
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "archive/data.pkl", pickle.toByteArray());
      if (script) {
        put(zip, "archive/code/__torch__/model.py", "exit()".getBytes(StandardCharsets.UTF_8));
        put(zip, "archive/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      }
      for (int i = 0; i < storages.size(); i++) {
        put(zip, "archive/data/" + i, storages.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** PyTorch stores its parts without compression. */
  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
