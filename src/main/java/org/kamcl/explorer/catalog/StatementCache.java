package org.kamcl.explorer.catalog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection that keeps statements which were closed, and gives them out again for the same SQL:
 * preparing one takes longer than to run it. Belongs to one thread at a time.
 */
final class StatementCache {
  private final Connection connection;
  private final Map<String, PreparedStatement> idle = new HashMap<>();

  private StatementCache(Connection connection) {
    this.connection = connection;
  }

  /** The same connection with a memory for statements. */
  static Connection wrap(Connection connection) {
    StatementCache cache = new StatementCache(connection);
    return proxy(Connection.class, cache::onConnection);
  }

  /** Answers a call. */
  private interface Handler {
    Object call(Method method, Object[] arguments) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            StatementCache.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handler.call(method, arguments)));
  }

  private Object onConnection(Method method, Object[] arguments) throws SQLException {
    if (method.getName().equals("prepareStatement") && arguments.length == 1) {
      String sql = (String) arguments[0];
      PreparedStatement known = idle.remove(sql);
      PreparedStatement statement = known == null ? connection.prepareStatement(sql) : known;
      return proxy(PreparedStatement.class, (m, a) -> onStatement(sql, statement, m, a));
    }
    if (method.getName().equals("close")) {
      for (PreparedStatement statement : idle.values()) {
        statement.close();
      }
      idle.clear();
    }
    return forward(connection, method, arguments);
  }

  private Object onStatement(
      String sql, PreparedStatement statement, Method method, Object[] arguments)
      throws SQLException {
    if (!method.getName().equals("close")) {
      return forward(statement, method, arguments);
    }
    statement.clearParameters();
    PreparedStatement other = idle.put(sql, statement);
    if (other != null && other != statement) {
      // Two of the same were in use at once.
      other.close();
    }
    return null;
  }

  private static Object forward(Object target, Method method, Object[] arguments)
      throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
